"""The first screen of the home page, and how long the rest of it is."""

import pytest

from tests.browser.states import State
from tests.browser.test_help_page import PDF_PAGE

HOME = State("home", "/")
FIGURES = ".home--results .unit-charts :is(.big, dt strong)"
FIRST = ["h1", ".hero form", ".hero .button"]


def overflowing(page, selector, height):
    """Name what does not stand wholly on the first screen."""
    found = page.locator(selector).all()
    assert found
    return [
        (each.text_content(), box)
        for each in found
        for box in [each.bounding_box()]
        if box["y"] < 0 or box["y"] + box["height"] > height
    ]


@pytest.mark.parametrize(
    ("width", "height", "selectors"),
    [(1440, 900, [*FIRST, ".doors li", FIGURES]), (390, 844, FIRST)],
)
def test_first_screen_says_who_this_is_and_holds_what_most_came_for(
    width, height, selectors, visit
):
    page = visit(HOME, width, height)

    assert page.evaluate("scrollY") == 0
    assert [
        fault for each in selectors for fault in overflowing(page, each, height)
    ] == []


def test_four_figures_have_their_labels_on_the_first_screen(visit):
    page = visit(HOME, 1440)

    labels = page.locator(".home--results .unit-charts dt strong")
    assert labels.count() == 4
    assert "3,266" in page.locator(".home--results").inner_text()


@pytest.mark.parametrize(("width", "most"), [(1440, 3_900), (390, 6_400)])
def test_home_page_is_short(width, most, visit):
    page = visit(HOME, width)

    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_home_page_prints_on_three_sheets(visit):
    page = visit(HOME)

    assert len(PDF_PAGE.findall(page.pdf(format="Letter"))) <= 3
