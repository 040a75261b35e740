"""The fields of the search: suggestions by keyboard and touch, and without them."""

import pytest

from tests.browser.states import State

SEARCH = State("search-empty", "/search/")
NOTHING = State("search-none", "/search/?q=zzqq")
FAQ = State("faq", "/faq/")
NOT_FOUND = State("not-found", "/no-such-page/", status=404)
ACTIVE = """
field => document.getElementById(field.getAttribute("aria-activedescendant"))
  ?.dataset.name ?? null
"""


def field_of(page):
    form = page.locator("main form[action='/search/']")
    return form.get_by_role("combobox")


def typed(page, text):
    """Type into the search and wait for its suggestions."""
    field = field_of(page)
    field.focus()
    page.keyboard.type(text)
    page.get_by_role("option").first.wait_for()
    return field


@pytest.mark.parametrize("state", [SEARCH, FAQ, NOT_FOUND, NOTHING], ids=str)
def test_every_field_of_the_search_suggests_and_leads_to_the_page(visit, state):
    page = visit(state)
    field_of(page).fill("")
    field = typed(page, "who lea")

    page.keyboard.press("ArrowDown")
    assert field.evaluate(ACTIVE) == "Who leads it?"
    page.keyboard.press("Enter")

    page.wait_for_url("**/faq/who-leads-it/")


def test_acronym_and_other_names_suggest_too(visit):
    page = visit(SEARCH)

    typed(page, "usms")

    option = page.get_by_role("option", name="United States Marshals Service")
    assert "Agency, USMS" in option.text_content()


def test_roles_are_those_of_a_combobox(visit):
    page = visit(SEARCH)
    field = typed(page, "arrest")

    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-autocomplete") == "list"
    assert field.evaluate(
        "field => document.getElementById(field.getAttribute('aria-controls')).role"
    ) == ("listbox")
    assert page.get_by_role("listbox", name="Words to look for").is_visible()
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("option", selected=True).count() == 1
    page.get_by_role("status").filter(has_text="suggestions").wait_for()


def test_enter_sends_what_was_typed_and_escape_closes(visit):
    page = visit(SEARCH)
    field = typed(page, "arrest")

    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    assert field.input_value() == "arrest"
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=arrest")


def test_suggestion_can_be_tapped(visit):
    page = visit(SEARCH, 320, has_touch=True)
    field_of(page).tap()
    page.keyboard.type("guam")

    page.get_by_role("option", name="Guam").tap()

    page.wait_for_url("**/regions/guam/")


def test_search_and_finder_on_one_page_do_not_disturb_each_other(visit):
    page = visit(NOTHING)
    field = field_of(page)
    finder = page.get_by_role("combobox", name="Find your regional task force")
    field.fill("")
    typed(page, "who lea")

    finder.focus()
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.type("tex")
    option = page.get_by_role("option", name="Texas")
    option.first.wait_for()
    page.keyboard.press("ArrowDown")
    assert finder.evaluate(ACTIVE) == "Texas"
    assert field.evaluate(ACTIVE) is None
    page.keyboard.press("Enter")

    page.wait_for_url("**/regions/texas/")


def test_nothing_that_is_typed_leaves_the_browser(visit):
    page = visit(SEARCH)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    typed(page, "arrest")

    assert [url.endswith("/search/suggestions.json") for url in asked] == [True]


def test_open_suggestions_have_no_mistakes_that_shut_people_out(visit, axe):
    page = visit(NOTHING)
    field_of(page).fill("")
    typed(page, "arr")
    page.keyboard.press("ArrowDown")
    page.evaluate(axe)

    found = page.evaluate("axe.run().then(({ violations }) => violations)")

    assert [each["id"] for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_suggestions_stay_inside_the_window(width, visit):
    page = visit(SEARCH, width)

    typed(page, "a")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_form_asks_and_answers(visit):
    page = visit(SEARCH, java_script_enabled=False)
    field = page.get_by_label("Words to look for")
    assert field.get_attribute("role") is None

    field.fill("arrests")
    page.get_by_role("button", name="Search").click()

    page.wait_for_url("**/search/?q=arrests")
    assert page.locator(".search-results h3").count() > 3


@pytest.mark.parametrize("words", ["trafficked", "suicide", "ayuda", "me+siguen"])
def test_number_to_call_stands_on_the_first_screen_of_a_phone(visit, words):
    page = visit(State("search-danger", f"/search/?q={words}"), 390, 844)

    call = page.locator(".distress a[href^='tel:']").first

    box = call.bounding_box()
    assert box["y"] + box["height"] < 844
    assert box["height"] >= 44
    assert page.locator(".distress h2").bounding_box()["y"] < 300


def test_forced_colors_leave_the_lines_and_the_marks_visible(visit):
    page = visit(
        State("search-danger", "/search/?q=trafficked"), forced_colors="active"
    )

    line = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
    assert page.locator(".distress").evaluate(line) >= 2
    assert page.locator(".distress__way").first.evaluate(line) >= 2
    mark = page.locator(".search-results mark").first
    drawn = mark.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert drawn == "underline"
