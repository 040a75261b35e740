"""The whole site can be used with a keyboard, and shows the focus."""

import pytest

from tests.browser.states import SEEDED, State

BY_NAME = {state.name: state for state in SEEDED}
MOST_STOPS = 400
# Where the keyboard is, and whether a visitor can see it.
WHERE = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const drawn = at.querySelector("rect") ?? at;
  const style = getComputedStyle(drawn);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== "none" || (drawn !== at && style.stroke !== "none");
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const line = at.getClientRects()[0];
  const above = line
    && document.elementFromPoint(line.left + 2, line.top + line.height / 2);
  const isSeen = [hit, above].some((each) => at.contains(each) || each?.contains(at));
  const words = (at.ariaLabel ?? at.textContent).trim().replaceAll(/\\s+/g, " ");
  const all = window.stops ??= [];
  // A date has several stops of its own.
  const isNew = !all.includes(at) || all.at(-1) === at;
  all.push(at);
  return { name: `${at.localName} “${words.slice(0, 40)}”`, isNew, hasRing: ring,
    isSeen, inMap: Boolean(at.closest("svg.tile-map")), id: at.id };
}
"""
MISSED = """
() => [...document.querySelectorAll("a[href], button, input, summary")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true })
    && !window.stops.includes(each))
  .map((each) => each.outerHTML.slice(0, 80))
"""


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(WHERE)


def walk(page):
    """Press Tab until the page is left, or begins again."""
    stops = []
    while (stop := press(page, "Tab")) and stop["isNew"]:
        stops.append(stop)
        assert len(stops) < MOST_STOPS
    return stops


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "name",
    ["home", "statistic", "regions-several", "faq", "search", "help", "not-found"],
)
def test_tab_reaches_everything_and_shows_where_it_is(name, width, visit):
    page = visit(BY_NAME[name], width, reduced_motion="reduce")

    stops = walk(page)

    assert stops[0]["name"] == "a “Skip to main content”"
    assert page.evaluate(MISSED) == []
    assert [stop["name"] for stop in stops if not stop["hasRing"]] == []
    assert [stop["name"] for stop in stops if not stop["isSeen"]] == []


def test_skip_link_leads_past_the_header(visit):
    page = visit(BY_NAME["record"])

    press(page, "Tab", "Enter")
    stop = press(page, "Tab")

    assert page.url.endswith("#main")
    assert page.evaluate("document.activeElement.closest('main') !== null"), stop


def test_quick_exit_is_the_second_stop(visit):
    page = visit(BY_NAME["help"])

    stop = press(page, "Tab", "Tab")

    assert stop["id"] == "exit"


def test_menu_opens_closes_and_gives_the_focus_back(visit):
    page = visit(BY_NAME["home"], 390)
    menu = page.locator("#nav")
    while "Menu" not in (press(page, "Tab") or {"name": ""})["name"]:
        assert not menu.is_visible()

    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert page.evaluate("document.activeElement.closest('#nav') === null")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.closest('#nav') !== null")

    stop = press(page, "Escape")
    assert not menu.is_visible()
    assert "Menu" in stop["name"]


def test_map_can_be_skipped_or_used(visit):
    page = visit(BY_NAME["home"])

    def until(test):
        while not test(stop := press(page, "Tab")):
            assert stop["isNew"]
        return stop

    until(lambda stop: stop["name"].startswith("a “Skip the map"))
    after = press(page, "Enter", "Tab")
    assert not after["inMap"]

    # Not reloaded: the address now names what comes after the map.
    visit.go(page, BY_NAME["home"])
    first = until(lambda stop: stop["inMap"])
    assert first["hasRing"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/alaska/")


def test_look_up_is_submitted_with_enter(visit):
    page = visit(BY_NAME["home"])

    page.get_by_role("combobox", name="Find your regional task force").focus()
    page.keyboard.type("77002")
    page.keyboard.press("Enter")

    page.wait_for_url("**/regions/texas/?near=fbi-houston")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_answer_opens_and_closes(key, visit):
    page = visit(State("faq", "/faq/"))
    question = page.locator(".faq details").first
    question.locator("summary").focus()

    page.keyboard.press(key)
    assert question.evaluate("element => element.open")
    page.keyboard.press(key)
    assert not question.evaluate("element => element.open")
