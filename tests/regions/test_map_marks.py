"""The marks of the map: where they stand, what they show, and none hides another."""

from itertools import combinations
from types import SimpleNamespace

import pytest

from core.drawing import Box, text_width
from places.cities import city_coordinates
from regions.answer.answer import answer_for
from regions.maps.drawing import atlas, map_of_place
from regions.maps.layout import WIDE, MapMark, place_labels, spread
from regions.maps.marks import Town, towns_of
from regions.maps.projection import WHOLE, on_map
from tests.factories import (
    JurisdictionFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
)

SIZE = WHOLE.width / 29


@pytest.fixture
def minnesota(directory):
    return JurisdictionFactory(name="Minnesota", code="MN", fips="27")


def marks_of(*towns, kinds="task-force"):
    """MapMark towns, such as "New York, NY"."""
    found = []
    for words in towns:
        city, code = words.split(", ")
        town = SimpleNamespace(city=city, kinds={kinds})
        found.append(MapMark(town, *on_map(city_coordinates(city, code), code)))
    return found


def test_one_town_has_one_mark_for_all_that_is_there(texas, office):
    force = RegionFactory(name="HSTF-Somewhere", city="Austin", state=texas)

    (town,) = towns_of([force], [office])

    assert town.kinds == {"task-force", "office"}
    assert town.names == "Austin, Texas: HSTF-Somewhere, EXA Austin"
    assert town.point == on_map(city_coordinates("Austin", "TX"), "TX")


def test_mark_stands_at_the_town_although_an_office_has_its_mail_elsewhere(
    texas, office
):
    office.postal_city, office.postal_code = "Houston", "77002"
    office.save()

    (town,) = towns_of([], [office])

    assert town.point == on_map(city_coordinates("Austin", "TX"), "TX")


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("national", "center"),
        ("operation", "operation"),
        ("regional", "task-force"),
        ("satellite", "task-force"),
        ("not_stated", "task-force"),
    ],
)
def test_kinds_of_marks(texas, type_, kind):
    force = RegionFactory(city="Austin", state=texas, type=type_)

    assert towns_of([force], [])[0].kinds == {kind}


def test_town_that_no_table_knows_is_listed_without_a_mark(texas, office):
    RegionFactory(name="HSTF-Nowhere", city="No such town", state=texas)
    RegionFactory(name="HSTF-Anywhere")

    found = atlas()

    assert [str(mark.town) for mark in found.map.marks] == ["Austin, Texas"]
    assert {str(each.region): each.is_on_map for each in found.entries} == {
        "HSTF-Anywhere": False,
        "HSTF-Nowhere": False,
    }


def test_every_task_force_that_is_published_is_on_the_map(texas):
    RegionFactory(name="HSTF-New", city="Waco", state=texas)
    RegionFactory(name="HSTF-Draft", city="Lubbock", state=texas, live=False)

    assert [mark.town.city for mark in atlas().map.marks] == ["Waco"]


CROWD = ["Washington, DC", "Fairfax, VA", "Baltimore, MD", "Richmond, VA"]


@pytest.mark.parametrize("scale", [1, WIDE, 0.46])
@pytest.mark.parametrize(
    "towns",
    [
        ["New York, NY", "Newark, NJ", "Philadelphia, PA"],
        ["Minneapolis, MN", "Saint Paul, MN"],
        CROWD,
        [*CROWD, "Arlington, VA", "Alexandria, VA", "Bethesda, MD", "Annapolis, MD"],
    ],
)
def test_no_mark_hides_another_at_any_size(towns, scale):
    marks = marks_of(*towns)

    spread(marks, SIZE)

    for one, other in combinations(marks, 2):
        (ax, ay), (bx, by) = one.at(SIZE * scale), other.at(SIZE * scale)
        apart = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 / (SIZE * scale)
        # Corners may touch in a crowd; no mark is covered.
        assert apart > 0.75 * (one.half + other.half), (one.town.city, other.town.city)


def test_two_towns_at_one_position_stand_side_by_side():
    one, other = marks_of("Austin, TX", "Austin, TX")

    spread([one, other], SIZE)

    assert abs(one.at(SIZE).x - other.at(SIZE).x) > SIZE * 0.9


def test_task_force_stays_at_its_town_and_an_office_makes_room():
    (force,) = marks_of("New York, NY")
    (office,) = marks_of("Newark, NJ", kinds="office")

    spread([force, office], SIZE)

    assert not force.is_moved
    assert office.is_moved
    assert office.at(SIZE).x < force.at(SIZE).x  # as Newark is in the west


def test_mark_with_room_stays_exactly_at_its_town():
    (mark, _far) = marks = marks_of("Boise, ID", "Houston, TX")

    spread(marks, SIZE)

    assert mark.moved == (0, 0)


def test_labels_hide_neither_marks_nor_each_other():
    marks = marks_of(
        "New York, NY", "Philadelphia, PA", "Fairfax, VA", "Newark, NJ", "Boston, MA",
        "Dallas, TX", "Houston, TX", "San Antonio, TX", "New Orleans, LA",
    )  # fmt: skip

    spread(marks, SIZE)
    place_labels(marks, marks, WHOLE, SIZE)

    for scale in (1, WIDE):
        shown = [
            mark.label.box(mark, SIZE * scale)
            for mark in marks
            if mark.label and (scale == WIDE or not mark.label.is_wide_only)
        ]
        taken = [*shown, *(mark.box(SIZE * scale) for mark in marks)]
        assert shown
        for label in shown:
            assert sum(label.overlaps(each) for each in taken) == 1  # itself
    assert all(mark.label for mark in marks)


def test_label_is_as_wide_as_its_words():
    (mark,) = marks_of("Boise, ID")

    place_labels([mark], [mark], WHOLE, SIZE)

    box: Box = mark.label.box(mark, SIZE)
    assert box.right - box.left == text_width("Boise", SIZE)


def test_map_of_a_place_shows_what_its_card_names(texas, office, task_force):
    task_force.city, task_force.state = "Houston", texas
    task_force.save()

    drawn = map_of_place(answer_for(texas))

    assert {mark.town.city for mark in drawn.marks} == {"Austin", "Houston"}
    assert drawn.here == "TX"
    assert all(drawn.extent.contains(mark.at(0)) for mark in drawn.marks)


def test_map_of_a_place_reaches_to_a_town_across_its_border(directory, agency):
    kansas = JurisdictionFactory(name="Kansas", code="KS", fips="20")
    missouri = JurisdictionFactory(name="Missouri", code="MO", fips="29")
    near = OfficeFactory(agency=agency, city="Kansas City", state=missouri)
    texas = JurisdictionFactory()
    far = OfficeFactory(agency=agency, city="El Paso", state=texas)
    for each in (near, far):
        OfficeCoverageFactory(office=each, jurisdiction=kansas)

    drawn = map_of_place(answer_for(kansas))

    assert [mark.town.city for mark in drawn.marks] == ["Kansas City"]


def test_place_without_a_town_on_its_map_has_none(directory, agency):
    hawaii = JurisdictionFactory(name="Hawaii", code="HI", fips="15")
    guam = JurisdictionFactory(name="Guam", code="GU", fips="66")
    mail = JurisdictionFactory(
        name="Armed Forces Europe", code="AE", fips=None, kind="military"
    )
    office = OfficeFactory(agency=agency, city="Honolulu", state=hawaii)
    for place in (guam, mail, hawaii):
        OfficeCoverageFactory(office=office, jurisdiction=place)

    assert map_of_place(answer_for(guam)) is None
    assert map_of_place(answer_for(mail)) is None
    assert map_of_place(answer_for(hawaii)).land == "HI"


def test_map_of_a_small_place_shows_its_neighbors(directory, agency):
    capital = JurisdictionFactory(
        name="District of Columbia", code="DC", fips="11", kind="district"
    )
    office = OfficeFactory(agency=agency, city="Washington", state=capital)
    OfficeCoverageFactory(office=office, jurisdiction=capital)

    drawn = map_of_place(answer_for(capital))

    assert drawn.land == "states"
    assert drawn.extent.width > 500
    assert str(drawn.marks[0].town) == "Washington, DC"


def test_map_costs_two_queries_however_much_is_on_it(
    texas, office, django_assert_num_queries
):
    for number in range(4):
        place = JurisdictionFactory(name=f"P{number}", code=f"P{number}", fips=number)
        region = RegionFactory(city="Austin", state=place)
        RegionCoverageFactory(region=region, jurisdiction=texas)
        OfficeFactory(agency=office.agency, state=place)

    with django_assert_num_queries(2):
        assert atlas().map.marks


def test_town_is_written_with_its_state():
    town = Town("Austin", SimpleNamespace(code="TX", name="Texas"))

    assert str(town) == "Austin, Texas"
