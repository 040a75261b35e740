"""The record is dense on screens and paper, and what was on it is still found."""

import pytest

from tests.browser.states import SEEDED, State, open_answers
from tests.browser.test_help_page import PDF_PAGE

RECORD = State("record-open", "/record/", act=open_answers)
# The highest that a page may be with everything unfolded, by the width of the screen.
HEIGHTS = [
    (RECORD, 1440, 9_000),
    (RECORD, 390, 16_000),
    (State("sources", "/record/sources/"), 1440, 7_500),
    (State("sources", "/record/sources/"), 390, 13_500),
    (State("differences", "/record/differences/"), 1440, 5_000),
    (State("differences", "/record/differences/"), 390, 9_000),
    (State("statistic", "/record/hstf-arrests/"), 1440, 3_000),
    (State("statistic", "/record/hstf-arrests/"), 390, 4_500),
]
SHEETS = [
    ("/record/", 8),
    ("/record/sources/", 8),
    ("/record/differences/", 5),
    ("/record/hstf-arrests/", 3),
    ("/record/hstf-operations/", 2),
]
# Where parts of the record were before, and the page that has them now.
OLD = [
    ("sources", "/record/sources/"),
    ("source-us-package", "/record/sources/us-package/"),
    ("differences", "/record/differences/#differences"),
    ("accounts", "/record/differences/#accounts"),
    ("measures", "/record/differences/#measures"),
    ("differ-leadership", "/record/differences/#differ-leadership"),
    ("differ-drugs-seized", "/record/differences/#differ-drugs-seized"),
]
KEPT = ["figures", "hstf", "hstf-results", "hstf-arrests", "nola-safe-firearms"]
VISIBLE = """
(name) => {
  const box = document.getElementById(name).getBoundingClientRect();
  return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight;
}
"""


@pytest.mark.parametrize(("state", "width", "highest"), HEIGHTS, ids=str)
def test_page_is_no_higher_than_this(state, width, highest, visit):
    page = visit(state, width)

    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= highest


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize(("path", "most"), SHEETS)
def test_page_prints_on_few_sheets(path, most, size, visit):
    page = visit(State(path, path))

    assert len(PDF_PAGE.findall(page.pdf(format=size))) <= most


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("name", "place"), OLD)
def test_old_address_of_a_part_leads_on_to_its_page(name, place, is_scripted, visit):
    state = State(name, f"/record/#{name}")
    page = visit(state, 390, java_script_enabled=is_scripted)

    assert page.evaluate(VISIBLE, name)
    link = page.locator(f"#{name} a[href='{place}']")
    assert link.inner_text().strip()
    link.click()
    page.wait_for_url(f"**{place}")
    if "#" in place:
        assert page.locator(place[place.index("#") :]).is_visible()


def test_source_that_an_old_address_names_is_shown_by_its_title(visit):
    page = visit(State("source", "/record/#source-hstf-home"), 390)

    titles = page.locator(".moved__title")
    seen = [one.inner_text() for one in titles.all() if one.bounding_box()["width"] > 1]
    assert seen == ["HSTF, public statement, autumn 2025"]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", KEPT)
def test_address_of_a_figure_still_leads_to_it(name, width, visit):
    page = visit(State(name, f"/record/#{name}"), width)

    top = page.locator(f"#{name}").evaluate("each => each.getBoundingClientRect().top")
    assert 0 <= top <= 100


def test_period_that_is_not_repeated_on_a_wide_screen_is_on_a_narrow_one(visit):
    page = visit(State("record", "/record/"), 1440)
    same = page.locator(".record-table__period--same span").first

    assert same.inner_text().strip()
    assert same.bounding_box()["width"] <= 1
    page.set_viewport_size({"width": 390, "height": 900})
    assert same.bounding_box()["width"] > 50


def test_citation_is_copied_by_its_button(visit):
    page = visit(
        State("cited", "/record/hstf-arrests/", act=open_answers),
        permissions=["clipboard-read", "clipboard-write"],
    )

    form = page.locator(".cite-this__form--bibtex").first
    form.get_by_role("button", name="Copy").click()

    form.get_by_role("status").get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == form.locator("pre").text_content()
    assert copied.startswith("@misc{hstf-arrests-")


def test_citation_is_copied_also_where_the_clipboard_is_refused(visit):
    state = State("cited", "/record/hstf-arrests/", act=open_answers)
    page = visit(state)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")

    form = page.locator(".cite-this__form--plain").first
    form.get_by_role("button", name="Copy").click()

    chosen = page.evaluate("getSelection().toString()")
    assert chosen.strip() == form.locator(".cite-this__text").inner_text().strip()


def test_without_script_a_citation_is_text_without_a_button(visit):
    state = State("cited", "/record/hstf-arrests/")
    page = visit(state, java_script_enabled=False)

    page.locator(".cite-this summary").first.click()

    form = page.locator(".cite-this__form--csl").first
    assert '"type": "dataset"' in form.inner_text()
    assert not form.locator("button").is_visible()
    form.locator("pre").click()
    assert page.locator(".cite-this__copy:visible").count() == 0


def test_pages_below_the_record_are_among_the_states():
    paths = {state.path for state in SEEDED}

    assert {"/record/sources/", "/record/differences/"} <= paths
