"""A figure's lifecycle: drafted, sent back, fixed, approved, and seen by readers."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest

from tests.browser.sites import PASSWORD, built, serving

TIMEOUT = 30_000  # milliseconds; the admin is slow on a busy machine
MISTAKE, NEW, OLD = "4,555", "more than 4,551", "3,266"
REASON = "The report counts three more months."
PAGES = ["/", "/record/", "/record/hstf-arrests/", "/faq/"]
OTHERS = ["/record.csv", "/record.json", "/record/feed/", "/record/corrections/"]
VALUES = "/admin/snippets/stats/observation/"


class Desk:
    """Somebody at work in the admin. What they do with it is counted."""

    def __init__(self, browser, address, name):
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.set_default_timeout(TIMEOUT)
        self.context = context
        self.address = address
        self.page = context.new_page()
        self.page.goto(f"{address}/admin/account/login/")
        self.page.locator("#id_login").fill(name)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.first_screen()

    def first_screen(self):
        self.page.goto(f"{self.address}/admin/")
        self.count = 0

    def click(self, role, name, inside=None):
        found = (inside or self.page).get_by_role(role, name=name)
        found.first.click()
        self.count += 1

    def fill(self, name, text):
        field = self.page.get_by_role("textbox", name=name)
        field.click()  # as people do; it also closes the calendar of the field before
        field.fill(text)
        self.count += 1

    def act(self, name):
        """Choose from the menu beside the button at the foot of the form."""
        footer = self.page.locator("footer")
        self.click("button", "More actions", footer)
        self.click("button", name, footer)

    def sees(self, words):
        self.page.get_by_text(words).first.wait_for()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    log = root / "week.log"
    with serving(built("week", root), log, SECOND_PERSON_PUBLISHES="true") as address:
        yield address


@pytest.fixture(scope="module")
def editor(site, browser):
    return Desk(browser, site, "editor")


@pytest.fixture(scope="module")
def reviewer(site, browser):
    return Desk(browser, site, "reviewer")


@pytest.fixture(scope="module")
def week(editor, reviewer):
    """Do the work, and return how many actions each person needed."""
    counted = {"draft": draft(editor)}
    send_back(reviewer)
    mend(editor)
    counted["approve"] = approve(reviewer)
    return counted


def draft(editor):
    editor.first_screen()
    editor.click("link", f"look for a newer value than {OLD}")
    editor.fill("As published", MISTAKE)
    editor.click("button", "Choose source")
    editor.click("link", "theunn.com, White House roundtable on cartels, October 2025")
    editor.page.get_by_role("dialog").wait_for(state="detached")
    editor.fill("First day", "2025-09-01")
    editor.fill("Last day", "2026-01-31")
    editor.fill("Reason for the change", REASON)
    editor.click("button", "Submit to Review by a second person")
    editor.sees("submitted for moderation")
    return editor.count


def send_back(reviewer):
    reviewer.first_screen()
    reviewer.click("link", MISTAKE)
    reviewer.act("Request changes")
    reviewer.fill("Comment", "The report says more than 4,551.")
    reviewer.click("button", "Request changes", reviewer.page.get_by_role("dialog"))
    reviewer.page.wait_for_url(re.compile(r"/observation/$|/admin/$"))


def mend(editor):
    editor.first_screen()
    editor.click("link", MISTAKE)
    editor.sees("The report says more than 4,551.")
    editor.fill("As published", NEW)
    # Not exactly so many any more: that is to be confirmed.
    editor.click("checkbox", "I have compared")
    editor.click("button", "Resubmit to Review by a second person")
    editor.sees("submitted for moderation")


def approve(reviewer):
    reviewer.first_screen()
    reviewer.click("link", NEW)
    reviewer.page.get_by_role("cell", name=OLD).first.wait_for()
    reviewer.page.get_by_role("cell", name=NEW).first.wait_for()
    reviewer.act("Approve and Publish")
    reviewer.page.wait_for_url(re.compile(r"/observation/$|/admin/$"))
    return reviewer.count


def test_new_figure_takes_at_most_eight_steps_and_its_approval_four(week):
    assert week["draft"] <= 8
    assert week["approve"] <= 4


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_readers_see_the_new_figure_wherever_it_stands(editor, path):
    answer = editor.context.request.get(f"{editor.address}{path}")

    assert answer.status == 200
    assert "4,551" in answer.text()
    assert MISTAKE not in answer.text()


@pytest.mark.usefixtures("week")
@pytest.mark.parametrize("path", ["/record/", "/record/hstf-arrests/", "/record.csv"])
def test_yesterday_still_shows_the_old_one(editor, path):
    today = datetime.datetime.now(ZoneInfo("America/New_York")).date()
    yesterday = today - datetime.timedelta(days=1)

    answer = editor.context.request.get(f"{editor.address}{path}?as_of={yesterday}")

    assert answer.status == 200
    assert OLD in answer.text()
    assert "4,551" not in answer.text()


@pytest.fixture
def published_value(week, reviewer):
    """The number under which the admin knows the new value."""
    reviewer.page.goto(f"{reviewer.address}{VALUES}")
    link = reviewer.page.get_by_role("link", name=NEW).first
    return re.search(r"/edit/(\d+)/", link.get_attribute("href")).group(1)


def test_change_cannot_be_deleted(reviewer, published_value):
    page = reviewer.page
    page.goto(f"{reviewer.address}{VALUES}edit/{published_value}/")
    page.get_by_role("link", name="Replace with a new value").first.wait_for()
    assert page.locator(f'a[href*="/delete/{published_value}/"]').count() == 0
    assert page.get_by_role("button", name="Unpublish").count() == 0
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()

    for address in (
        f"{VALUES}delete/{published_value}/",
        f"{VALUES}unpublish/{published_value}/",
        f"/admin/bulk/stats/observation/delete/?id={published_value}",
    ):
        page.request.post(
            f"{reviewer.address}{address}", form={"csrfmiddlewaretoken": token}
        )

    page.goto(f"{reviewer.address}/record/corrections/")
    assert page.get_by_text(REASON).count() == 1
    assert page.get_by_text(NEW).count() >= 1
