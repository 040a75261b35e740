"""The map on pages: its marks, the same in words, and what they mean."""

import pytest

from tests.drawings import render
from tests.factories import (
    JurisdictionFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
    StandardPageFactory,
)

SHAPES = {
    "task-force": "map__task-force",
    "center": "map__center",
    "operation": "map__operation",
    "office": "map__office",
}


@pytest.fixture
def full(texas, office):
    """Something of every kind."""
    RegionFactory(name="HSTF Houston", city="Houston", state=texas, type="regional")
    RegionFactory(name="The Center", city="Waco", state=texas, type="national")
    RegionFactory(name="A Raid", city="Dallas", state=texas, type="operation")
    OfficeFactory(name="EXA Houston", agency=office.agency, city="Houston", state=texas)


def marks_in(svg):
    return [
        group for group in svg.find_all("g") if group.find("title", recursive=False)
    ]


def test_every_mark_has_a_shape_and_words(read, full):
    svg = read("/regions/").main.find("svg", class_="map")

    shown = {
        mark.title.text: {
            kind for kind, name in SHAPES.items() if mark.find(class_=name)
        }
        for mark in marks_in(svg)
    }
    assert shown == {
        "Austin, Texas: EXA Austin": {"office"},
        "Houston, Texas: HSTF Houston, EXA Houston": {"task-force", "office"},
        "Waco, Texas: The Center": {"center"},
        "Dallas, Texas: A Raid": {"operation"},
    }
    assert svg["role"] == "img"
    assert svg["aria-label"]


def test_list_says_what_the_marks_show(read, full):
    main = read("/regions/").main

    titles = " ".join(mark.title.text for mark in marks_in(main.find("svg", "map")))
    forces = [row.find("a").text for row in main.select(".map-list > li")]
    towns = [" ".join(row.text.split()) for row in main.select(".town-list > li")]
    assert all(name.strip() in titles for name in forces)
    assert len(forces) == 3
    assert towns == ["Austin, Texas EXA", "Houston, Texas EXA"]


def test_legend_explains_every_shape_that_is_shown_and_no_other(read, full, texas):
    def legend():
        return [
            " ".join(row.text.split())
            for row in read("/regions/").main.select(".map-legend > li")
        ]

    assert legend() == [
        "Task force named",
        "National center",
        "Operation, not an office",
        "Partner office",
    ]
    for region in texas.regions_based_here.exclude(type="regional"):
        region.unpublish()
    assert legend() == ["Task force named", "Partner office"]


def test_map_says_what_a_mark_does_not_mean(read, full):
    for path in ("/regions/", "/regions/texas/"):
        text = " ".join(read(path).main.find("figcaption").find_next("p").text.split())
        caption = " ".join(each.text for each in read(path).main.find_all("figcaption"))
        assert "at the town that was published, not at an office" in caption, text
        assert "shows no area" in caption


def test_task_force_without_a_known_town_is_listed_and_said_to_be_missing(read, texas):
    RegionFactory(name="HSTF-Anywhere")
    RegionFactory(name="HSTF Austin", city="Austin", state=texas)

    rows = {
        ("Anywhere" in row.text): " ".join(row.text.split())
        for row in read("/regions/").main.select(".map-list > li")
    }

    assert "Not on the map" in rows[True]
    assert "Not on the map" not in rows[False]


def test_office_without_a_known_town_is_listed_and_said_to_be_missing(read, office):
    office.city = "No such town"
    office.save()

    (row,) = read("/regions/").main.select(".town-list > li")
    assert "not on the map" in row.text


def test_block_shows_the_same_map_and_leads_to_the_rest(read, home, full):
    StandardPageFactory(
        parent=home, slug="where", body=[("map", {"heading": "Where", "text": ""})]
    )

    main = read("/where/").main

    marks = [mark.title.text for mark in marks_in(main.find("svg", class_="map"))]
    whole = read("/regions/").main.find("svg", class_="map")
    assert marks == [mark.title.text for mark in marks_in(whole)]
    assert [row.b.text for row in main.select(".map-list > li")] == [
        "Dallas, Texas",
        "Houston, Texas",
        "Waco, Texas",
    ]
    assert main.find("a", href="/regions/#regions")
    assert main.find(id="where").text == "Where"


def test_directory_without_anything_named_has_no_map(read, directory):
    main = read("/regions/").main

    assert not main.find("svg", class_="map")
    assert not main.find(id="regions")


def test_page_of_a_place_has_its_map_with_the_towns_in_words(read, full, texas):
    RegionCoverageFactory(
        jurisdiction=texas, region=texas.regions_based_here.get(name="HSTF Houston")
    )

    svg = read("/regions/texas/").main.find("svg", class_="map")

    assert svg.find("use", href=lambda each: each.endswith("#TX"))
    assert "Houston, Texas" in svg["aria-label"]
    assert "Austin, Texas" in svg["aria-label"]


def test_place_where_a_map_says_nothing_has_none(read, directory):
    JurisdictionFactory(name="Guam", code="GU", fips="66", kind="territory")

    assert not read("/regions/guam/").main.find("svg", class_="map")


def test_map_has_a_size_without_any_style(read, full):
    for svg in read("/regions/").main.select("svg:not(.icon, .tile-map, .map__center)"):
        assert int(svg["width"]) > 0
        assert int(svg["height"]) > 0


@pytest.mark.parametrize("kind", SHAPES)
def test_shapes_differ_without_color(kind):
    drawn = render("map_legend", kinds=[kind])

    names = [each.get("class") for each in drawn.iter() if each.get("class")]
    assert names == ["map-legend", SHAPES[kind]]
