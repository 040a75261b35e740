"""The form of a value shows its interpretation, during typing and after an error."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.sites import EDITOR, signed_in

LIST = "/admin/snippets/stats/observation/?q=illegal+firearms"


@pytest.fixture(scope="module")
def context(sites, browser):
    with signed_in(browser, sites("staffed"), EDITOR) as context:
        yield context


def picture(page, name):
    if folder := os.environ.get("SHOTS"):
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator("#panel-as_published-heading, [data-reading]").first.evaluate(
                "node => node.closest('section').scrollIntoView()"
            )
            page.wait_for_timeout(400)
            page.screenshot(path=f"{folder}/{name}-{width}.png")


def test_slip_is_named_while_it_is_typed_and_waits_for_a_tick(sites, context):
    page = context.new_page()
    page.goto(sites("staffed") + LIST)
    page.locator("tr", has_text="1,067").get_by_role(
        "link", name="Replace"
    ).first.click()
    reading = page.locator("[data-reading]")

    page.fill("#id_as_published", "10,67")
    expect(reading).to_contain_text("Not read as a number: “,67” is not understood.")
    page.fill("#id_as_published", "10")
    expect(reading).to_contain_text(
        "Read as 10 firearms. Before: 1,067 (\N{MINUS SIGN}99%)."
    )
    box = reading.get_by_role("checkbox")
    expect(box).not_to_be_checked()
    picture(page, "typing")
    page.select_option("#id_change_kind", "correction")
    page.fill("#id_change_reason", "An example of 555-0110.")
    page.get_by_role("button", name="Submit to").click()
    expect(reading).to_contain_text("tick the box")
    picture(page, "refused")
    box.check()
    page.get_by_role("button", name="Submit to").click()
    expect(page.locator(".messages")).to_contain_text("submitted for moderation")
    page.locator(".messages").get_by_role("link", name="Edit").click()
    table = page.locator("#panel-earlier_and_new-section")
    expect(table.locator("tr", has_text="Change")).to_contain_text("\N{MINUS SIGN}99%")
    expect(table).to_contain_text("has confirmed this against the source")
    picture(page, "confirmed")
    page.evaluate("scrollTo(0, 0)")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/table-1440.png", full_page=True)
    page.close()
