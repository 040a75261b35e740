"""Firefox and WebKit: a few journeys, and no page that has to be moved sideways."""

import pytest
from PIL import Image

from tests.browser import engines
from tests.browser.states import STATES

PAGES = [state for state in STATES if state.act is None]
TOP = "() => document.querySelector('h1').getBoundingClientRect().top"
HAS_LEFT = """
() => document.documentElement.hidden || !document.querySelector("#exit")
"""
PROGRAM = "document.querySelector('select[name=program]').value"
WITHIN_DATE = """
() => {
  const field = document.querySelector("#as_of");
  field.scrollIntoView();
  const { left, top, bottom } = field.getBoundingClientRect();
  return [left + 8, top + 8, left + 120, bottom - 8].map(Math.round);
}
"""
# What is wider than the window, if anything is.
TOO_WIDE = """
() => document.documentElement.scrollWidth > innerWidth
  && [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 90)).slice(0, 3)
"""


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_page_fits_a_phone_and_a_desk(state, tab, sites):
    tab.resize(390)
    tab.go(sites(state.site) + state.path)

    for width in [390, 1440]:
        tab.resize(width)
        assert not tab.run(TOO_WIDE), width
    assert tab.run("() => document.querySelectorAll('h1').length") == 1


def test_home_shows_its_name_and_its_drawings(tab, sites):
    tab.resize(1440)
    tab.go(sites("seeded"))

    assert tab.run(TOP) < 900
    assert tab.run("() => document.fonts.check('16px \"Public Sans\"')")
    assert tab.run("() => document.querySelector('.mark svg').clientWidth") == 48


def test_zip_code_leads_to_its_place(tab, sites):
    tab.resize(390)
    tab.go(sites("seeded"))

    tab.type("main input[name=q]", "79901")
    tab.press("Enter")

    tab.wait_for_url("/regions/texas/?near=fbi-elpaso")


def test_answer_opens(tab, sites):
    tab.resize(390)
    tab.go(sites("seeded") + "/faq/")
    height = "document.querySelector('.faq__answer').getBoundingClientRect().height"
    assert tab.run(f"() => {height}") == 0

    tab.click(".faq summary")

    assert tab.wait(f"() => {height} > 0")


def test_menu_opens_and_closes(tab, sites):
    tab.resize(390)
    tab.go(sites("seeded"))
    is_open = "() => document.querySelector('#nav').checkVisibility()"
    assert not tab.run(is_open)

    tab.click(".header__menu")
    assert tab.wait(is_open)
    assert tab.run("() => document.querySelector('#nav').clientWidth") > 370

    tab.press("Escape")
    assert tab.wait(f"() => !({is_open})()")


def test_quick_exit_leaves_nothing_on_the_screen(tab, sites):
    tab.resize(390)
    tab.go(sites("seeded") + "/help/")

    # Where it leads is not reached in a test; that the page is gone is what counts.
    tab.run("() => { document.querySelector('#exit').click() }")

    tab.wait(HAS_LEFT)


def test_record_is_filtered(tab, sites):
    tab.resize(1440)
    tab.go(sites("seeded") + "/record/")

    tab.run(f"() => {{ {PROGRAM} = 'hstf' }}")
    tab.click("form:has(select[name=program]) button")

    tab.wait_for_url("program=hstf")
    assert tab.run(f"() => {PROGRAM}") == "hstf"


def test_date_without_a_value_does_not_look_set(tab, sites, tmp_path):
    """WebKit writes today's date there, where others write mm/dd/yyyy."""
    tab.resize(1440)
    tab.go(sites("seeded") + "/record/")
    left, top, right, bottom = tab.run(WITHIN_DATE)

    tab.picture(tmp_path / "date.png")
    field = Image.open(tmp_path / "date.png").crop((left, top, right, bottom))
    darkest = field.convert("L").getextrema()[0]

    assert (darkest > 200) == isinstance(tab, engines.WebKit)
