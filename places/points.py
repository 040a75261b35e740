"""All positions in a state from which a look-up may ask for what is nearest."""

from array import array
from collections.abc import Iterator

from places.cities import city_table
from places.counties import county_table
from places.geography import Coordinates
from places.state_lines import divisions
from places.zip_codes import NOWHERE, zip_coordinates, zip_table

Point = tuple[str, Coordinates]  # the name of the county, if it is known


def points_of(state: str) -> set[Point]:
    """Return the positions of its ZIP codes, cities and counties, as they are read."""
    zips, cities, counties = zip_table(), city_table(), county_table()
    return {
        *rows_of(state, zips.states, zips.counties, zips.degrees),
        *rows_of(state, cities.states, cities.counties, cities.degrees),
        *across_lines(state),
        *(
            (each.name, each.position)
            for each in counties.by_fips.values()
            if each.state == state and each.position
        ),
    }


def rows_of(
    state: str, states: list[str], counties: "array[int]", degrees: "array[float]"
) -> Iterator[Point]:
    name = county_table().name
    for row, each in enumerate(states):
        if each == state and degrees[2 * row] != NOWHERE:
            at = Coordinates(degrees[2 * row], degrees[2 * row + 1])
            yield name(counties[row]), at


def across_lines(state: str) -> Iterator[Point]:
    """Yield the ZIP codes of other states that lie partly in this one."""
    for code, divided in divisions().items():
        position = zip_coordinates(code)
        if position and state in (*divided.states[1:], *divided.also_in):
            yield "", position


def also_in(state: str) -> set[tuple[str, ...]]:
    """Return the other states that hold small parts of its ZIP codes, as read."""
    return {each.also_in for each in divisions().values() if state in each.states} - {
        ()
    }
