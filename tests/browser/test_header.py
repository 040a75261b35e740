"""The header keeps its entries on the screen, and soon shows what is published."""

import time

import pytest

from tests.browser.sites import HEAD_OF_OFFICE, signed_in
from tests.browser.states import State

OLD_COPIES = 1.0  # seconds after a change
OUTSIDE = """
() => [...document.querySelectorAll("header *, footer *")]
  .filter((each) => each.checkVisibility() && !each.ownerSVGElement)
  .filter((each) => {
    const { left, right } = each.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  })
  .map((each) => `${each.localName} ${each.textContent.trim().slice(0, 40)}`)
"""
MARKED = """
() => {
  const style = getComputedStyle(document.activeElement);
  return [document.activeElement.id, style.outlineStyle, style.outlineWidth];
}
"""
STATES = [
    State("contact", "/contact/", site=name) for name in ("seeded", "odd", "official")
]


@pytest.mark.parametrize("state", STATES, ids=str)
def test_menu_wraps_or_becomes_a_button_with_text_alone_twice_as_large(state, visit):
    page = visit(state, reduced_motion="reduce")
    # As text zoom does: the size of letters, and not that of the screen.
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    faults = {}
    for width in (320, 390, 768, 1024, 1119, 1121, 1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        if found := page.evaluate(OUTSIDE):
            faults[width] = found[:3]

    assert faults == {}


def test_what_the_skip_link_led_to_is_marked(visit):
    page = visit(State("contact", "/contact/"))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate(MARKED) == ["main", "solid", "3px"]


def test_official_banner_shows_flag_words_and_lock(visit):
    page = visit(State("contact", "/contact/", site="official"))
    banner = page.get_by_label("Official website of the United States government")

    assert banner.locator(".usa-banner__header-flag").is_visible()
    assert not banner.locator(".usa-banner__guidance").first.is_visible()
    banner.get_by_text("Here\u2019s how you know").click()

    words = " ".join(banner.locator(".usa-banner__content").inner_text().split())
    assert words == (
        "Official websites use .gov A .gov website belongs to an official government "
        "organization in the United States. Secure .gov websites use HTTPS A lock () "
        "or https:// means you\u2019ve safely connected to the .gov website. Share "
        "sensitive information only on official, secure websites."
    )
    assert banner.get_by_role("img", name="Locked padlock icon").count() == 1


def comes_to_say(visitor, address, name):
    """Return whether a page has a name while readers may get its old copy no more."""
    until = time.monotonic() + OLD_COPIES
    while True:
        is_late = time.monotonic() > until
        visitor.goto(address)
        if visitor.locator("header .mark").inner_text().split() == name.split():
            return True
        if is_late:
            return False


def test_site_details_are_filled_in_and_seen_on_every_page(sites, browser):
    address = sites("office")
    with signed_in(browser, address, HEAD_OF_OFFICE) as context:
        visitor = browser.new_page()
        page = context.new_page()
        page.set_default_timeout(30_000)
        for name in ("A new name of 555-0100", "Homeland Security Task Force"):
            page.goto(f"{address}/admin/snippets/site_details/sitedetails/")
            page.fill("#id_site_name", name)
            publish = page.locator("[name=action-publish]")
            with page.expect_navigation():
                publish.evaluate("button => button.click()")
            for path in ("/", "/faq/", "/no-such-page/"):
                assert comes_to_say(visitor, address + path, name)
        visitor.close()
