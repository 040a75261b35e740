"""The quick exit works at once and permanently, and a poster fills one sheet."""

import re

import pytest

from tests.browser.states import State

HELP = State("help", "/help/")
ABOUT = State("about", "/about/")
EXIT = "https://www.weather.gov/"
WEATHER = "<title>Forecast</title><h1>Sunny</h1>"
FORGETFUL = """
Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("Refused", "SecurityError"); },
});
"""
# Playwright's Chromium has no back/forward cache, so this simulates it.
COME_BACK = """
dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
"""
NOT_SHOWN = """
document.documentElement.hidden || !document.title.startsWith("Phone and text lines")
"""
LARGE_TEXT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% }");
  document.adoptedStyleSheets = [sheet];
}
"""
TOUCH = 44  # pixels that a finger needs: WCAG 2.5.5
HEIGHT = 700  # of the window, in pixels
# A page of a PDF, and not the tree of them.
PDF_PAGE = re.compile(rb"/Type\s*/Page\b")
PDF_SIZE = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


@pytest.fixture
def open_help(browser, sites):
    """Open pages in windows for which the exit leads to a page made up here."""
    contexts = []

    def start(*states, script="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        context.route(
            f"{EXIT}**",
            lambda route: route.fulfill(body=WEATHER, content_type="text/html"),
        )
        page = context.new_page()
        for state in states or [HELP]:
            page.goto(sites(state.site) + state.path)
        return page

    yield start
    for context in contexts:
        context.close()


def gone(page):
    page.wait_for_url(EXIT)
    page.wait_for_function("document.title === 'Forecast'")
    return True


def way_out(page):
    return page.get_by_role("link", name="Leave now", exact=True)


def press_shift(page, times):
    for _ in range(times):
        page.keyboard.press("Shift")


def test_link_leaves_and_back_leads_to_what_was_before(open_help):
    page = open_help(ABOUT, HELP)

    way_out(page).click()
    assert gone(page)
    page.go_back()

    assert page.url.endswith("/about/")


def test_page_is_hidden_before_the_browser_has_gone_anywhere(open_help):
    page = open_help()
    # An answer without content keeps a browser where it is.
    page.route(f"{EXIT}**", lambda route: route.fulfill(status=204))

    with page.expect_request(EXIT):
        way_out(page).click()

    assert page.url.endswith("/help/")
    assert not page.locator("main").is_visible()
    assert page.title() == "Weather"


def test_keyboard_leaves_with_two_stops(open_help):
    page = open_help()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert gone(page)


def test_shift_three_times_leaves(open_help):
    page = open_help()

    press_shift(page, 2)
    assert page.locator("main").is_visible()
    press_shift(page, 1)

    assert gone(page)


def test_held_shift_does_not_leave(open_help):
    page = open_help()

    for _ in range(5):  # held down: the browser reports key repeats
        page.keyboard.down("Shift")

    assert page.locator("main").is_visible()


def test_going_back_with_shift_and_tab_does_not_leave(open_help):
    page = open_help()

    for _ in range(4):
        page.keyboard.press("Shift+Tab")

    assert page.locator("main").is_visible()


def test_entries_that_links_inside_the_page_left_lead_away_again(open_help):
    page = open_help(ABOUT, HELP)
    page.get_by_role("link", name="To report a crime to law enforcement").click()
    page.get_by_role("link", name="Print a poster").click()
    page.get_by_role("link", name="A4", exact=True).click()
    page.wait_for_url("**/help/poster/a4/")

    way_out(page).click()
    assert gone(page)

    for _ in range(4):
        page.evaluate("history.back()")
        page.wait_for_load_state()
        page.wait_for_function(NOT_SHOWN)


def test_page_that_was_kept_alive_leaves_again(open_help):
    page = open_help()

    page.evaluate("sessionStorage.setItem('left', '1')")
    page.evaluate(COME_BACK)

    assert gone(page)


def test_page_that_was_kept_alive_stays_for_a_reader_who_did_not_leave(open_help):
    page = open_help()

    page.evaluate(COME_BACK)

    assert page.locator("main").is_visible()


def test_reader_who_did_not_leave_can_go_back_to_the_page(open_help):
    page = open_help()
    page.get_by_role("link", name="Privacy").click()
    page.wait_for_url("**/privacy/")

    page.go_back()

    assert page.get_by_role("heading", name="Get help").is_visible()


def test_reader_who_left_can_open_the_page_again(open_help, sites):
    page = open_help()
    way_out(page).click()
    assert gone(page)

    page.goto(sites("seeded") + "/help")

    assert page.get_by_role("heading", name="Get help").is_visible()


def test_browser_that_remembers_nothing_leaves_all_the_same(open_help):
    page = open_help(ABOUT, HELP, script=FORGETFUL)

    way_out(page).click()
    assert gone(page)
    page.go_back()

    assert page.url.endswith("/about/")


def test_without_script_the_link_leads_away_and_the_page_promises_no_more(open_help):
    page = open_help(java_script_enabled=False)
    assert page.get_by_text("The Back button can still lead back here.").is_visible()
    assert not page.get_by_text("Shift key").is_visible()

    way_out(page).click()

    page.wait_for_url(EXIT)


@pytest.mark.parametrize(("phone", "told"), [(True, False), (False, True)])
def test_keys_are_explained_where_there_are_keys(open_help, phone, told):
    page = open_help(has_touch=phone, is_mobile=phone)

    assert page.get_by_text("Back button does not return here").is_visible()
    assert page.get_by_text("Shift key three times").is_visible() is told


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("path", ["/help/", "/help/poster/a4/"])
def test_way_out_stays_in_sight_and_covers_no_end_of_the_page(
    open_help, path, width, large
):
    page = open_help(
        State("", path),
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark",
    )
    if large:
        page.evaluate(LARGE_TEXT)
    box = way_out(page).bounding_box()
    assert box["height"] >= TOUCH
    assert 0 <= box["y"] <= HEIGHT - box["height"]

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    box = way_out(page).bounding_box()
    assert 0 <= box["y"] <= HEIGHT - box["height"]
    last = page.locator("footer a").last.bounding_box()
    assert last["y"] + last["height"] <= (box["y"] if width < 768 else HEIGHT)


def test_calls_and_texts_are_large_enough_to_touch(open_help):
    page = open_help(viewport={"width": 320, "height": HEIGHT})

    boxes = [way.bounding_box() for way in page.locator("main .way").all()]

    assert len(boxes) > 10
    assert all(box["height"] >= TOUCH and box["width"] >= TOUCH for box in boxes)


def test_first_screen_of_a_phone_has_every_line_and_the_way_to_reporting(open_help):
    page = open_help(viewport={"width": 390, "height": 844})
    bar = way_out(page).bounding_box()

    for link in page.locator(".now a, .first a, .down a").all():
        box = link.bounding_box()
        assert box["height"] >= TOUCH
        assert box["y"] + box["height"] <= bar["y"], link.text_content()
    assert page.locator(".first a").count() == 10

    page.locator(".down a").click()
    heading = page.get_by_role("heading", name="To report a crime to law enforcement")
    page.wait_for_function("scrollY > 0")
    assert 0 <= heading.bounding_box()["y"] < bar["y"]


def test_call_for_help_is_not_covered_at_twice_the_text(open_help):
    page = open_help(viewport={"width": 390, "height": 844})
    page.evaluate(LARGE_TEXT)

    box = page.get_by_role("link", name="Call 911").bounding_box()

    assert box["y"] + box["height"] <= way_out(page).bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("width", "most"), [(390, 7_300), (1440, 5_000)])
def test_help_page_is_no_longer_than_it_has_to_be(open_help, width, most):
    page = open_help(viewport={"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollHeight") <= most


PAINTED = """
links => links.map((link) => {
  const { color, backgroundColor } = getComputedStyle(link);
  return [link.innerText, color, backgroundColor];
})
"""


def test_every_number_can_be_read_on_paper(open_help):
    page = open_help()
    page.emulate_media(media="print")

    painted = page.locator(".way").evaluate_all(PAINTED)

    assert len(painted) > 10
    black, nothing = "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"
    assert [row for row in painted if row[1:] != [black, nothing]] == []


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("a4", 595, 842), ("letter", 612, 792)]
)
def test_poster_fills_one_sheet(open_help, paper, width, height):
    page = open_help(State("poster", f"/help/poster/{paper}/"))

    printed = page.pdf(prefer_css_page_size=True)

    assert len(PDF_PAGE.findall(printed)) == 1
    size = [round(float(side)) for side in PDF_SIZE.search(printed).groups()]
    assert size == [width, height]


def test_poster_prints_nothing_but_itself(open_help):
    page = open_help(State("poster", "/help/poster/a4/"))
    assert page.get_by_role("button", name="Print this poster").is_visible()

    page.emulate_media(media="print")

    for hidden in (".exit", ".skip", ".hint", ".usa-banner", "footer"):
        assert not page.locator(hidden).is_visible(), hidden
    assert page.get_by_role("img", name="QR code that opens").is_visible()
