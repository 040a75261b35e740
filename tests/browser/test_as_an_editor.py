"""What an editor sees: the content checker finds nothing, and previews are shown."""

import re

import pytest

from tests.browser.sites import EDITOR, sign_in

# Of each type of page, one.
PATHS = [
    "/",
    "/threats/",
    "/record/hstf-operations/",
    "/regions/texas/",
    "/faq/who-leads-it/",
    "/news/white-house-roundtable/",
    "/about/",
]
COUNT = "wagtail-userbar #checker-trigger [data-content-checker-count]"
FOUND = """
() => [...document.querySelector("wagtail-userbar").shadowRoot
  .querySelectorAll("[data-content-checker-name]")].map((name) => name.textContent)
"""


@pytest.fixture
def editor(sites, browser):
    """Sign in with the form, and return the window and the site's URL."""
    address = sites("staffed")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    said = []
    page.on(
        "console",
        lambda message: (
            said.append(f"{page.url}: {message.text}")
            if "Content Security Policy" in message.text
            else None
        ),
    )
    sign_in(page, address, EDITOR)
    yield page, address
    context.close()
    assert said == []


def issues(page):
    """Return the checker's count, which it takes after the page has loaded."""
    count = page.locator(COUNT)
    page.wait_for_function(
        """() => document.querySelector("wagtail-userbar")?.shadowRoot
            ?.querySelector("#checker-trigger [data-content-checker-count]")
            ?.textContent !== "" """
    )
    return int(count.text_content())


def test_content_checker_finds_nothing(editor):
    page, address = editor
    found = {}
    for path in PATHS:
        response = page.goto(address + path)
        assert response.status == 200, path
        found[path] = (issues(page), page.evaluate(FOUND))

    assert found == dict.fromkeys(PATHS, (0, []))


def test_content_checker_would_find_a_fault(editor):
    page, address = editor

    def spoil(route):
        response = route.fetch()
        route.fulfill(
            response=response,
            body=re.sub(r"</h1>", "</h1><h4></h4>", response.text(), count=1),
        )

    page.route(f"{address}/about/", spoil)
    page.goto(f"{address}/about/")

    assert issues(page) > 0


def test_draft_of_a_record_is_shown_beside_its_form(editor):
    page, address = editor
    page.goto(f"{address}/admin/snippets/regions/nationalline/")
    page.locator("main table a[href*='/edit/']").first.click()
    page.locator("#id_purpose").fill("Words of a draft 555-0199")

    page.get_by_role("button", name="Toggle preview").click()

    # Wagtail loads each new preview in a second frame, which then replaces the first.
    page.wait_for_function(
        """() => [...document.querySelectorAll("iframe[title=Preview]")].some((frame) =>
            frame.contentDocument?.querySelector("main")?.textContent
              .includes("Words of a draft 555-0199"))"""
    )
