"""What the finder suggests, with all that is published."""

from finder.look_up import look_up
from finder.outcomes import Found

PLACES = "/regions/places.json"


def test_file_is_small_and_may_be_kept(site):
    response = site.get(PLACES, headers={"accept-encoding": "gzip"})

    assert response["Cache-Control"] == "public, max-age=600"
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 6_000


def test_each_suggestion_leads_to_its_page(site):
    """Choosing one is the end of it, unless it is a state and a city."""
    names = [row[0] for row in site.get(PLACES).json()["places"]]

    lost = {name for name in names if not isinstance(look_up(name), Found)}

    assert len(names) > 400
    assert lost <= {"New York", "Washington"}
