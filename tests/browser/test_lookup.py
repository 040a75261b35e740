"""The finder's suggestions by keyboard, by touch, and the finder without them."""

import pytest

from tests.browser.states import State

HOME = State("home", "/")
REGIONS = State("regions", "/regions/")
ACTIVE = """
field => document.getElementById(field.getAttribute("aria-activedescendant"))
  ?.dataset.name ?? null
"""
OUTSIDE = """
list => { const { left, right } = list.getBoundingClientRect();
  return left < 0 || right > document.documentElement.clientWidth; }
"""


def field_of(page):
    return page.get_by_role("combobox", name="Find your regional task force")


def typed(page, text):
    """Type into the finder and wait for its suggestions."""
    field = field_of(page)
    field.focus()
    page.keyboard.type(text)
    page.get_by_role("option").first.wait_for()
    return field


def test_arrows_walk_through_the_suggestions_and_enter_takes_one(visit):
    page = visit(HOME)
    field = typed(page, "carolina")

    options = page.get_by_role("option")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowDown")
    assert field.evaluate(ACTIVE) == "North Carolina"
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert field.evaluate(ACTIVE) == "South Carolina"
    assert options.first.get_attribute("aria-selected") == "false"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowUp")
    assert field.evaluate(ACTIVE) == options.last.get_attribute("data-name")

    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/north-carolina/")


def test_escape_closes_and_an_arrow_opens_again(visit):
    page = visit(HOME)
    field = typed(page, "tex")

    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert not page.get_by_role("listbox").is_visible()
    assert field.input_value() == "tex"
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    assert field.evaluate(ACTIVE) == "Texas"


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft"])
def test_keys_that_move_in_the_text_let_go_of_the_suggestion(key, visit):
    page = visit(HOME)
    field = typed(page, "tex")
    page.keyboard.press("ArrowDown")

    page.keyboard.press(key)

    assert field.evaluate(ACTIVE) is None
    assert field.evaluate("field => field.selectionStart") == {
        "Home": 0,
        "End": 3,
        "ArrowLeft": 2,
    }.get(key)


def test_tab_closes_the_suggestions_and_goes_on(visit):
    page = visit(HOME)
    field = typed(page, "tex")

    page.keyboard.press("Tab")

    assert not page.get_by_role("listbox").is_visible()
    assert field.input_value() == "tex"
    assert page.evaluate("document.activeElement.textContent.trim()") == "Find"


def test_enter_without_a_suggestion_sends_what_was_typed(visit):
    page = visit(HOME)
    typed(page, "tex")

    page.keyboard.press("Enter")

    page.wait_for_url("**/regions/texas/")


@pytest.mark.parametrize(
    ("text", "words"),
    [("carolina del", "2 suggestions"), ("wyoming", "1 suggestion"), ("qqq", "No ")],
)
def test_number_of_suggestions_is_said(text, words, visit):
    page = visit(HOME)
    field_of(page).focus()

    page.keyboard.type(text)

    page.get_by_role("status").filter(has_text=words).wait_for()


def test_suggestion_can_be_tapped(visit):
    page = visit(REGIONS, 320, has_touch=True)
    field = page.get_by_role("combobox")
    field.tap()
    page.keyboard.type("guam")

    page.get_by_role("option", name="Guam").tap()

    page.wait_for_url("**/regions/guam/")


@pytest.mark.parametrize("width", [320, 1440])
def test_suggestions_stay_inside_the_window(width, visit):
    page = visit(HOME, width)
    typed(page, "h")

    assert not page.get_by_role("listbox").evaluate(OUTSIDE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_names_are_asked_for_once_and_only_when_the_field_is_used(visit):
    page = visit(HOME)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    assert asked == []
    typed(page, "texas")

    assert [url.endswith("/regions/places.json") for url in asked] == [True]


def test_open_suggestions_have_no_mistakes_that_shut_people_out(visit, axe):
    page = visit(HOME)
    typed(page, "new")
    page.keyboard.press("ArrowDown")
    page.evaluate(axe)

    found = page.evaluate("axe.run('form').then(({ violations }) => violations)")

    assert [each["id"] for each in found] == []


def test_scripts_of_the_page_stay_small(visit):
    page = visit(REGIONS)

    bytes_of_scripts = page.evaluate(
        """async () => {
          const sources = [...document.scripts].map(({ src }) => src).filter(Boolean);
          const bodies = await Promise.all(sources.map(
            async (each) => (await (await fetch(each)).arrayBuffer()).byteLength));
          return bodies.reduce((sum, each) => sum + each, 0);
        }"""
    )

    assert 0 < bytes_of_scripts <= 5.5 * 1024


def test_without_script_the_form_asks_and_answers(visit):
    page = visit(HOME, java_script_enabled=False)
    field = page.get_by_label("Find your regional task force")
    assert field.get_attribute("role") is None

    field.fill("Californa")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/regions/?q=Californa")
    page.locator("#result").get_by_role("link", name="California").click()

    page.wait_for_url("**/regions/california/")
