"""Pages of several kinds: short, in reading order, and on few sheets of paper."""

import re

import pytest

from tests.browser.states import State

PDF_PAGE = re.compile(rb"/Type\s*/Page\b")
TIMELINE = State("timeline", "/timeline/")
AGENCIES = State("agencies", "/agencies/")
NOT_FOUND = State("not-found", "/no-such-page/", status=404)
ODD_TIMELINE = State("timeline", "/timeline/", site="odd")
# Where each milestone stands, in the order of the page.
PLACES = """
() => [...document.querySelectorAll(".milestones > li")].map((item) => {
  const { left, top } = item.getBoundingClientRect();
  return [Math.round(top + scrollY), Math.round(left)];
})
"""
HEIGHT = "document.documentElement.scrollHeight"


@pytest.mark.parametrize(
    ("state", "width", "most"),
    [
        (TIMELINE, 390, 7_200),
        (TIMELINE, 1440, 4_200),
        (AGENCIES, 390, 7_400),
        (AGENCIES, 1440, 4_300),
        (NOT_FOUND, 390, 2_000),
        (NOT_FOUND, 1440, 1_400),
    ],
    ids=str,
)
def test_page_is_no_longer_than_it_has_to_be(visit, state, width, most):
    page = visit(state, width, reduced_motion="reduce")

    assert page.evaluate(HEIGHT) <= most


@pytest.mark.parametrize(("state", "most"), [(TIMELINE, 5), (AGENCIES, 4)], ids=str)
def test_page_prints_on_few_sheets(visit, state, most):
    page = visit(state)

    assert len(PDF_PAGE.findall(page.pdf(format="Letter"))) <= most


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("state", [TIMELINE, ODD_TIMELINE], ids=str)
def test_milestones_stand_from_left_to_right_and_from_top_to_bottom(
    visit, state, width
):
    page = visit(state, width)

    places = page.evaluate(PLACES)

    assert len(places) >= 10
    assert places == sorted(places)
    assert len({left for _, left in places}) == {390: 1, 820: 2, 1440: 3}[width]


def test_agency_is_found_at_its_row_from_its_old_address(visit):
    page = visit(State("agency", "/agencies/hsi/"), 390)

    assert page.url.endswith("/agencies/#hsi")
    row = page.locator("#hsi")
    assert row.get_by_text("Homeland Security Investigations").is_visible()
    assert 0 <= row.bounding_box()["y"] < 450


def test_agencies_are_a_table_for_whoever_hears_them_on_every_width(visit):
    page = visit(AGENCIES, 390)

    assert page.get_by_role("table", name="The agencies, and what each one does")
    assert page.get_by_role("rowheader", name="FBI").is_visible()
    assert page.get_by_role("cell", name="Federal Bureau of Investigation").is_visible()


@pytest.mark.parametrize(
    "state", [NOT_FOUND, State("search-none", "/search/?q=zzqq")], ids=str
)
def test_lost_reader_has_the_search_and_the_finder_at_hand(visit, state):
    page = visit(state, 390)

    finder = page.get_by_role("combobox", name="Find your regional task force")
    name = re.compile("Words to look for|Search the whole site")
    words = page.get_by_role("combobox", name=name)
    assert max(each.bounding_box()["y"] for each in (finder, words)) < 844
    finder.fill("Texas")
    finder.press("Enter")
    page.wait_for_url("**/regions/texas/")
