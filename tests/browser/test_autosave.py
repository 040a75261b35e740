"""Autosave saves whenever its editor types, and never warns without reason."""

import pytest
from playwright.sync_api import expect

from tests.browser.sites import EDITOR, signed_in
from tests.browser.writing import add_text

WORDS = "Words of 555-0199"
# Responses to autosaves wait here until a test releases them.
HOLD = """
const { fetch } = window;
window.held = [];
window.sent = [];
window.fetch = async (address, given, ...rest) => {
  const answer = await fetch(address, given, ...rest);
  const form = document.querySelector("[data-edit-form]");
  if (given?.body instanceof FormData && address === form?.action) {
    window.sent.push([...given.body].map((pair) => pair.join("=")).join("&"));
    if (window.holds) {
      await new Promise((resolve) => window.held.push(resolve));
    }
  }
  return answer;
};
"""
LET_GO = "() => { window.holds = false; window.held.forEach((each) => each()); }"


def wait_until_sent(page, words):
    page.wait_for_function(
        "words => window.sent.some((each) => each.includes(words))", arg=words
    )


@pytest.fixture(scope="module")
def context(sites, browser):
    with signed_in(browser, sites("staffed"), EDITOR) as context:
        yield context


@pytest.fixture
def page(sites, context):
    """A question in the form that changes it."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.add_init_script(HOLD)
    page.goto(f"{sites('staffed')}/admin/pages/search/?q=Who leads")
    page.locator("main table a[href*='/edit/']").first.click()
    page.locator("[data-edit-form]").wait_for()
    yield page
    page.close()


def wait_until_watched(page):
    """Wagtail takes a form's content after two seconds for its original content."""
    page.wait_for_timeout(3_000)


def test_words_of_the_first_moment_are_saved(page):
    page.fill("#id_title", f"{WORDS}, first moment")

    wait_until_sent(page, "first moment")


def test_words_written_while_it_saves_are_saved_too(page):
    wait_until_watched(page)
    page.evaluate("window.holds = true")
    page.fill("#id_title", f"{WORDS}, early")
    page.wait_for_function("() => window.held.length")

    # In one go, so that Wagtail cannot look between the words and the answer.
    page.evaluate(
        f"""() => {{
          document.querySelector("#id_title").value = "{WORDS}, late";
          ({LET_GO})();
        }}"""
    )

    wait_until_sent(page, f"{WORDS}, late")


def test_text_that_is_still_empty_stops_no_save(page):
    wait_until_watched(page)
    add_text(page)
    page.keyboard.type("a")
    page.keyboard.press("Backspace")
    page.locator("input[type=hidden][value=null]").wait_for(state="attached")

    with page.expect_response(
        lambda answer: f"{WORDS}, empty" in str(answer.request.post_data_buffer)
    ) as saved:
        page.fill("#id_title", f"{WORDS}, empty")

    assert saved.value.status == 200


def test_form_in_which_nothing_changes_is_saved_once(page):
    wait_until_watched(page)
    page.fill("#id_title", f"{WORDS}, once")
    wait_until_sent(page, f"{WORDS}, once")

    page.wait_for_timeout(5_000)

    assert page.evaluate("window.sent.length") == 1


def test_new_page_is_saved_once_for_each_change(page):
    parent = page.locator(".w-breadcrumbs a").nth(-2).get_attribute("href")
    page.goto(page.url.partition("/admin/")[0] + parent + "add_subpage/")
    page.locator("[data-edit-form]").wait_for()
    wait_until_watched(page)

    page.locator("#id_title").press_sequentially(f"{WORDS}, new")  # sets its slug
    page.locator("#id_group-chooser").get_by_role("button").first.click()
    page.locator(".modal.in [data-chooser-modal-choice]").first.click()
    page.wait_for_url("**/edit/")
    page.wait_for_timeout(5_000)
    before = page.evaluate("window.sent.length")
    page.fill("#id_title", f"{WORDS}, changed")
    wait_until_sent(page, f"{WORDS}, changed")
    page.wait_for_timeout(5_000)

    assert page.evaluate("window.sent.length") == before + 1


def test_form_in_which_nothing_is_written_is_not_saved(page):
    page.wait_for_timeout(6_000)

    assert page.evaluate("window.sent.length") == 0


def test_button_waits_while_the_form_saves(page):
    wait_until_watched(page)
    page.evaluate("window.holds = true")
    page.fill("#id_title", f"{WORDS}, by itself")
    page.wait_for_function("() => window.held.length")

    page.fill("#id_title", f"{WORDS}, by button")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_timeout(500)
    assert page.locator(".messages").inner_text().strip() == ""
    page.evaluate(LET_GO)

    page.locator(".messages .success").first.wait_for()
    expect(page.locator(".messages .warning")).to_have_count(0)
    expect(page.locator("#id_title")).to_have_value(f"{WORDS}, by button")


def test_block_deleted_in_the_first_moment_is_saved(page):
    """No words are written; a button is pressed."""
    count = page.locator("[name=body-count]").input_value()
    page.locator("[data-streamfield-child] button[title=Delete]").first.click()

    wait_until_sent(page, f"body-count={count}")

    assert "body-0-deleted=1" in page.evaluate("window.sent[0]")


def refused(page):
    """Make the server return a form with errors."""
    wait_until_watched(page)
    page.fill("#id_title", "")
    page.get_by_role("button", name="Save draft").click()
    page.locator(".error-message").first.wait_for()
    page.locator("[data-edit-form]").wait_for()


def test_form_that_was_given_back_waits_for_its_editor(page):
    refused(page)

    page.fill("#id_title", f"{WORDS}, mended")
    page.wait_for_timeout(6_000)

    assert page.evaluate("window.sent.length") == 0
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(".w-breadcrumbs a").first.evaluate("link => link.click()")
    page.wait_for_timeout(2_000)
    assert asked == ["beforeunload"]


def test_form_whose_button_was_stopped_warns_again(page):
    wait_until_watched(page)
    address = page.url
    page.route(address, lambda route: route.abort("aborted"))
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_timeout(500)
    page.unroute(address)
    page.fill("#id_title", f"{WORDS}, stopped")
    page.wait_for_timeout(12_000)  # longer than any button is held
    page.fill("#id_title", f"{WORDS}, stopped, and more")

    wait_until_sent(page, "stopped, and more")


def test_button_that_waited_is_not_pressed_when_nobody_answers(page):
    wait_until_watched(page)
    address = page.url
    held = []
    page.route(address, lambda route: held.append(route))
    page.fill("#id_title", f"{WORDS}, unheard")
    while not held:
        page.wait_for_timeout(100)
    button = page.get_by_role("button", name="Save draft")
    button.click()
    held[0].abort("connectionfailed")
    page.wait_for_timeout(2_000)

    assert page.url == address
    expect(page.locator("#id_title")).to_have_value(f"{WORDS}, unheard")
    expect(button).to_be_enabled()
