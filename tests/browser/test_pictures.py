"""Editors' photographs of any shape look right wherever a page shows one."""

import pytest

from tests.browser.states import State

SLOTS = [
    State("article", "/news/odd-article/", site="odd"),
    State("threat", "/threats/odd-wordy/", site="odd"),
    State("standard", "/odd-standard/", site="odd"),
    State("question", "/faq/odd-question/", site="odd"),
]
TALLEST = 560
SIZES = """
() => [...document.querySelectorAll(".picture img")].map((image) => {
  const box = image.getBoundingClientRect();
  return {
    name: image.currentSrc,
    width: box.width,
    height: box.height,
    shape: image.getAttribute("width") / image.getAttribute("height"),
    room: image.closest("figure").parentElement.getBoundingClientRect().width,
  };
})
"""
LOAD_ALL = """
async () => {
  const images = [...document.querySelectorAll(".picture img")];
  for (const image of images) { image.loading = "eager"; }
  await Promise.all(images.map((image) => image.decode()));
}
"""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("state", SLOTS, ids=str)
def test_picture_keeps_its_shape_and_fits_the_screen(state, width, visit):
    page = visit(state, width)
    page.evaluate(LOAD_ALL)

    found = page.evaluate(SIZES)

    assert len(found) >= 9
    faults = [
        each
        for each in found
        if abs(each["width"] / each["height"] / each["shape"] - 1) > 0.05
        or each["width"] > each["room"] + 1
        or each["height"] > TALLEST + 1
    ]
    assert faults == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_pictures_arrive(width, visit):
    page = visit(SLOTS[0], width)
    page.route("**/media/**", lambda route: route.abort())
    page.reload()
    empty = page.evaluate("document.documentElement.scrollHeight")
    page.unroute("**/media/**")
    page.reload()
    page.evaluate(LOAD_ALL)

    assert page.evaluate("document.documentElement.scrollHeight") == empty
