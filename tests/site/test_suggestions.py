"""What the finder suggests, with all that is published."""

from finder.look_up import look_up
from finder.outcomes import Found, SeveralAreas, SeveralPlaces

PLACES = "/regions/places.json"


def test_file_is_small_and_may_be_kept(site):
    response = site.get(PLACES, headers={"accept-encoding": "gzip"})

    assert response["Cache-Control"] == "public, max-age=600"
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 6_000


def test_each_suggestion_leads_to_its_page(site):
    """Choosing one is the end of it, unless it stands for several places."""
    found = {row[0]: look_up(row[0]) for row in site.get(PLACES).json()["places"]}

    asking = {name: each for name, each in found.items() if not isinstance(each, Found)}

    assert len(found) > 400
    states = {name for name, each in asking.items() if isinstance(each, SeveralPlaces)}
    assert states <= {"New York", "Washington"}  # cities, too
    others = [each for name, each in asking.items() if name not in states]
    assert {type(each) for each in others} <= {SeveralAreas}
