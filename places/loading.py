"""Loads all place data, so that no visitor has to wait for it."""

from places.geography import states_by_prefix
from places.guessing import (
    city_keys,
    county_keys,
    large_city_keys,
    large_county_keys,
)
from places.state_lines import divisions
from places.zip_codes import zip_table


def load() -> None:
    """Read everything into this process: about half a second and 25 MB, once."""
    zip_table()
    states_by_prefix()
    divisions()
    city_keys()  # these read the cities and counties
    county_keys()
    large_county_keys()
    large_city_keys()
