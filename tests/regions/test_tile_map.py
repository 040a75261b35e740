"""The tile map: one square for every jurisdiction."""

from types import SimpleNamespace

from regions.templatetags.tile_map import tile_map
from tests.drawings import render_all


def place(name, column, row):
    return SimpleNamespace(
        pk=name, name=name, code=name[:2].upper(), url=f"/regions/{name.lower()}/",
        tile_column=column, tile_row=row,
    )  # fmt: skip


ALL = [place("Alabama", 6, 6), place("Maine", 10, 0), place("Alaska", 0, 0)]


def component(places, **values):
    return render_all("tile_map", jurisdictions=places, **values)


def test_tiles_are_read_from_left_to_right_and_down():
    drawn = tile_map(ALL)

    assert [tile["place"].name for tile in drawn["tiles"]] == [
        "Alaska",
        "Maine",
        "Alabama",
    ]
    _alaska, maine, alabama = drawn["tiles"]
    assert alabama["x"] == alabama["y"] == maine["x"] / 10 * 6
    assert drawn["width"] == maine["x"] + drawn["size"]
    assert drawn["height"] == alabama["y"] + drawn["size"]
    assert maine["x"] / 10 > drawn["size"]  # so that squares stand apart


def test_a_place_without_a_tile_is_not_on_the_map():
    drawn = tile_map([place("Guam", None, None), place("Guam", 3, None), *ALL])

    assert "Guam" not in [tile["place"].name for tile in drawn["tiles"]]


def test_without_any_place_there_is_no_map_and_nothing_to_skip():
    assert list(component([place("Guam", None, None)])) == []


def test_every_square_is_a_named_link_in_a_named_group():
    svg = component(ALL).find("svg")

    assert svg.get("role") == "group"
    assert svg.get("aria-label")
    assert [(a.get("href"), a.get("aria-label")) for a in svg.iter("a")] == [
        ("/regions/alaska/", "AL, Alaska"),
        ("/regions/maine/", "MA, Maine"),
        ("/regions/alabama/", "AL, Alabama"),
    ]


def test_only_the_chosen_square_is_current():
    links = list(component(ALL, selected=ALL[1]).iter("a"))

    assert [a.get("aria-label") for a in links if a.get("aria-current")] == [
        "MA, Maine"
    ]


def test_a_square_is_large_enough_for_a_finger_on_a_phone_of_320_pixels():
    full = tile_map([place("Alaska", 0, 0), place("Maine", 10, 7)])

    assert full["size"] * 288 / full["width"] >= 24
