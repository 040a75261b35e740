"""Visitors' preferences: reduced motion, forced colors."""

import pytest

from tests.browser.states import SEEDED

PAGES = [state for state in SEEDED if state.name in {"home", "faq", "help", "record"}]
MOVING = """
() => [...document.querySelectorAll("*")].filter((each) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
  return transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
    || animationName !== "none" || scrollBehavior === "smooth";
}).map((each) => each.outerHTML.slice(0, 80))
"""
# Anything drawn only with a background disappears with forced colors.
EDGES = """
(selector) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility())
  .map((each) => {
    const drawn = each.querySelector("rect") ?? each;
    const style = getComputedStyle(drawn);
    const ground = getComputedStyle(document.body).backgroundColor;
    const stroke = drawn === each ? style.borderBlockStartColor : style.stroke;
    const width = drawn === each ? style.borderBlockStartWidth : style.strokeWidth;
    const fill = drawn === each ? style.backgroundColor : style.fill;
    const text = getComputedStyle(each.querySelector("text") ?? each);
    const colour = drawn === each ? text.color : text.fill;
    return { name: each.outerHTML.slice(0, 80), hasText: colour !== fill,
      hasEdge: parseFloat(width) > 0 && stroke !== "none" && stroke !== ground };
  })
"""


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_nothing_moves_for_those_who_ask_for_less_motion(state, visit):
    page = visit(state, reduced_motion="reduce")

    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize(
    "selector", [".tile-map a", ".header__button:not(.header__button--bare)", ".button"]
)
def test_tiles_and_buttons_keep_an_edge_in_chosen_colours(selector, visit):
    home = next(state for state in PAGES if state.name == "home")
    page = visit(home, forced_colors="active")

    drawn = page.evaluate(EDGES, selector)

    assert drawn
    assert [each["name"] for each in drawn if not each["hasEdge"]] == []
    assert [each["name"] for each in drawn if not each["hasText"]] == []
