"""An editor saves while the database is locked, and loses no word."""

import os
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.sites import EDITOR, signed_in

WORDS = 'Who leads "it" & <why>, 555-0199'


@pytest.fixture
def page(sites, browser):
    address = sites("locked")
    with signed_in(browser, address, EDITOR) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{address}/admin/pages/search/?q=Who leads")
        page.locator("main table a[href*='/edit/']").first.click()
        page.locator("[data-edit-form]").wait_for()
        page.wait_for_timeout(3_000)  # until Wagtail watches the form
        yield page


@pytest.fixture
def lock(sites, tmp_path_factory):
    """Hold the one lock for writing that SQLite has."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    database = shared / "locked" / "db.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as held:
        held.execute("PRAGMA busy_timeout = 10000")
        yield held


def test_words_survive_a_locked_database(page, lock):
    lock.execute("BEGIN IMMEDIATE")

    with page.expect_response(lambda answer: answer.status == 503):
        page.fill("#id_title", WORDS)  # saves itself
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_contain_text("Autosave is paused")
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.locator("[data-edit-form]").evaluate("form => form.submit()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was saved")

    lock.execute("ROLLBACK")
    page.get_by_role("button", name="Send it again").click()

    expect(page.locator("#id_title")).to_have_value(WORDS)
    page.reload()
    expect(page.locator("#id_title")).to_have_value(WORDS)
