"""The map as visitors see it: whole, with marks and names that can be told apart."""

from itertools import combinations

import pytest

from tests.browser.states import State

ALL = State("regions", "/regions/")
PLACES = ["texas", "district-of-columbia", "new-york", "alaska", "puerto-rico"]
BOXES = """
(all) => all.filter((each) => each.checkVisibility()).map((each) => {
  const {left, top, right, bottom} = each.getBoundingClientRect();
  return [left, top, right, bottom];
})
"""
CONTRAST = """
(svg) => {
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = (name) => getComputedStyle(svg.querySelector(name));
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const land = style(".map__land").fill;
  return {
    "task force": ratio(style(".map__task-force").fill, land),
    center: ratio(style(".map__center").fill, land),
    operation: ratio(style(".map__operation").stroke, land),
    office: ratio(style(".map__office").stroke, land),
    label: ratio(style(".map__label").fill, land) / 7 * 3,
  };
}
"""


def overlap(one, other):
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return max(0, right - left) * max(0, bottom - top)


def size(box):
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_mark_and_no_name_hides_another(visit, width):
    page = visit(ALL, width=width)

    marks = page.locator(".map__marks > g:has(title)").evaluate_all(BOXES)
    names = page.locator(".map__label").evaluate_all(BOXES)

    assert len(marks) > 50
    assert names
    for one, other in combinations(names, 2):
        assert overlap(one, other) == 0
    for one, other in combinations(marks, 2):
        # A line from one to its town may pass under its neighbor.
        assert overlap(one, other) < 0.6 * min(size(one), size(other))


@pytest.mark.parametrize("width", [390, 1440])
def test_outlines_are_drawn_and_every_name_is_inside(visit, width):
    page = visit(ALL, width=width)

    (svg,) = page.locator(".map").evaluate_all(BOXES)
    (land,) = page.locator(".map__land").evaluate_all(BOXES)
    names = page.locator(".map__label").evaluate_all(BOXES)

    assert overlap(svg, land) > 0.8 * size(svg)
    for name in names:
        assert overlap(svg, name) > 0.95 * size(name)


@pytest.mark.parametrize("place", PLACES)
def test_place_is_drawn_on_its_map_with_a_name_for_each_mark(visit, place):
    page = visit(State(place, f"/regions/{place}/"))

    (svg,) = page.locator(".map").evaluate_all(BOXES)
    (here,) = page.locator(".map__here").evaluate_all(BOXES)
    marks = page.locator(".map__marks > g:has(title)").count()

    assert overlap(svg, here) > 0.9 * size(here)
    assert page.locator(".map__label").count() == marks > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_land(visit, scheme):
    page = visit(ALL, color_scheme=scheme)

    ratios = page.locator(".map").evaluate(CONTRAST)

    assert {name: ratio for name, ratio in ratios.items() if ratio < 3} == {}


def test_map_is_drawn_in_the_colors_of_the_system(visit):
    page = visit(ALL, forced_colors="active")

    fills = page.evaluate(
        """
        () => {
          const probe = document.createElement("p");
          document.body.append(probe);
          const style = (each, name) => getComputedStyle(each)[name];
          probe.style.color = "CanvasText";
          const text = style(probe, "color");
          probe.style.color = "Canvas";
          const canvas = style(probe, "color");
          const map = document.querySelector(".map");
          return [
            style(map.querySelector(".map__task-force"), "fill") === text,
            style(map.querySelector(".map__office"), "stroke") === text,
            style(map.querySelector(".map__land"), "fill") === canvas,
          ];
        }
        """
    )

    assert fills == [True, True, True]


def test_outlines_are_loaded_once_for_the_whole_site(visit):
    paths = []
    for state in (ALL, State("texas", "/regions/texas/")):
        page = visit(state)
        paths += page.evaluate(
            """
            performance.getEntriesByType("resource")
              .map((each) => new URL(each.name).pathname)
              .filter((path) => path.includes("us-map"))
            """
        )

    assert len(set(paths)) == 1


@pytest.mark.parametrize(("width", "limit"), [(1440, 4_800), (390, 7_500)])
def test_directory_is_not_long(visit, width, limit):
    page = visit(ALL, width=width)

    assert page.evaluate("document.documentElement.scrollHeight") <= limit
