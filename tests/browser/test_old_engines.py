"""Without cascade layers, or without any style sheet, a page can still be read."""

import re

import pytest

from tests.browser.conftest import Visitor
from tests.browser.states import SEEDED

PAGES = [state for state in SEEDED if state.act is None]
LAYER = re.compile(r"@layer \w+ \{")
UNKNOWN = "@supports not (accent-color: auto)"
# Not in the window at all: text that has no style to wrap by is not looked at.
WIDE_DRAWINGS = """
() => [...document.querySelectorAll("svg:not(svg svg), img")]
  .filter((each) => !each.hasAttribute("width") || !each.hasAttribute("height")
    || each.getBoundingClientRect().right > innerWidth)
  .map((each) => each.outerHTML.slice(0, 90))
"""
SIDEWAYS = """
() => document.documentElement.scrollWidth > innerWidth
  && [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 90)).slice(0, 3)
"""


def outside_of_layers(rules):
    """Return what a browser keeps of a style sheet that knows no layers."""
    while found := LAYER.search(rules):
        end = found.end()
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(rules[end], 0)
            end += 1
        rules = rules[: found.start()] + rules[end:]
    return rules


def without_layers(route):
    answer = route.fetch()
    kept = outside_of_layers(answer.text())
    route.fulfill(response=answer, body=kept.replace(UNKNOWN, "@media all"))


@pytest.fixture(scope="module")
def old(sites, browser):
    """Return a window of a browser that knows no layers."""
    visitor = Visitor(sites, browser)
    visitor.page = visitor(PAGES[0], 390, java_script_enabled=False)
    visitor.page.route("**/css/*.css", without_layers)
    yield visitor
    visitor.leave()


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_page_is_a_column_without_layers(state, old):
    old.go(old.page, state)

    assert old.page.evaluate(WIDE_DRAWINGS) == []
    assert not old.page.evaluate(SIDEWAYS)
    assert old.page.locator("h1").is_visible()


@pytest.fixture(scope="module")
def bare(sites, browser):
    """Return a window without any style sheet."""
    visitor = Visitor(sites, browser)
    visitor.page = visitor(PAGES[0], 390, java_script_enabled=False)
    visitor.page.route("**/*.css", lambda route: route.abort())
    yield visitor
    visitor.leave()


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_no_drawing_fills_the_window_without_styles(state, bare):
    bare.go(bare.page, state)

    assert bare.page.evaluate(WIDE_DRAWINGS) == []
