"""Scripts are optional: without them, everything can be read and used."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.states import SEEDED, State

OFF = {"java_script_enabled": False}
WITHOUT_ACTS = [state for state in SEEDED if state.act is None]


@pytest.fixture(scope="module")
def reader(sites, browser):
    """Somebody without script, who reads one page after the other."""
    reader = Visitor(sites, browser)
    reader.page = reader(State("home", "/"), **OFF)
    yield reader
    reader.leave()


@pytest.mark.parametrize("state", WITHOUT_ACTS, ids=str)
def test_page_can_be_read(state, reader):
    page, reader.incidents = reader.page, []
    reader.go(page, state)

    hidden = page.locator("main [hidden]:not(button)")

    assert page.locator("h1").is_visible()
    assert all(heading.is_visible() for heading in page.locator("main h2").all())
    assert hidden.count() == 0
    assert page.locator("noscript").count() == 0
    assert reader.incidents == []


def test_menu_opens_and_closes(visit):
    page = visit(State("home", "/"), 390, **OFF)

    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.get_by_role("link", name="The record").first.is_visible()
    page.get_by_role("button", name="Close menu").click()

    assert not page.locator("#nav").is_visible()


def test_answer_opens(visit):
    page = visit(State("faq", "/faq/"), **OFF)
    question = page.locator(".faq details").first

    answer = page.locator(".faq__answer").first
    assert not answer.is_visible()

    question.locator("summary").click()
    assert answer.is_visible()
    question.locator("summary").click()
    assert not answer.is_visible()


def test_link_to_an_answer_shows_it(visit):
    page = visit(State("faq", "/faq/#faq-who-leads-it"), **OFF)

    assert page.locator("#faq-who-leads-it").is_visible()
    assert page.locator(".faq__answer:visible").count() == 1


def test_look_up_leads_to_the_place(visit):
    page = visit(State("home", "/"), **OFF)

    page.get_by_label("Find your regional task force").fill("Texas")
    page.get_by_role("button", name="Find").click()

    page.wait_for_url("**/regions/texas/")


def test_quick_exit_is_a_link(visit):
    page = visit(State("help", "/help/"), **OFF)

    assert page.locator("#exit").get_attribute("href") == "https://www.weather.gov/"
