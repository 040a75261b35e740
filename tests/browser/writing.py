"""What an editor does in any form with a body."""

from playwright.sync_api import Locator, Page, expect


def add_text(page: Page) -> Locator:
    """
    Add a text at the end, and return its field once it has the focus.

    The form gives it the focus a moment after it is there. Whoever has gone on by then
    loses the focus elsewhere, and with it a selection or a list of choices.
    """
    page.get_by_title("Insert a block").last.click()
    page.get_by_role("option", name="Text", exact=True).click()
    text = page.locator(".public-DraftEditor-content").last
    expect(text).to_be_focused()
    return text
