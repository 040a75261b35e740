"""An editor puts a figure from the record into a sentence."""

import re

import pytest

from tests.browser.sites import EDITOR, PASSWORD

SLOW = 60_000


@pytest.fixture
def page(sites, browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.goto(f"{sites('staffed')}/admin/account/login/")
    page.fill("[name=login]", EDITOR)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    yield page
    context.close()


def test_figure_is_found_put_in_saved_and_shown(page, sites):
    address = sites("staffed")
    page.goto(f"{address}/admin/pages/search/?q=funded")
    page.get_by_role("link", name=re.compile("How is it funded")).first.click()
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It counts /figure")
    # By the mouse: for Enter one must be marked, which none may be at once.
    page.get_by_role("option", name="Figure from the record").click()

    window = page.locator(".modal-body")
    window.locator("input[name=q]").fill("regional")
    window.get_by_text("There is 1 match").wait_for()
    window.get_by_role("link", name=re.compile("Regional task forces")).click()

    piece = text.locator(".statistic-in-text").last
    piece.wait_for()
    assert piece.inner_text() == "30 regional task forces"
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .success").wait_for()

    piece.wait_for()
    assert "It counts 30 regional task forces" in text.inner_text()
    page.goto(page.url.replace("/edit/", "/view_draft/"))
    figure = page.locator("main .inline-figure").last
    assert figure.inner_text() == "30 regional task forces"
    assert figure.get_attribute("href") == "/record/hstf-regional-task-forces/"
