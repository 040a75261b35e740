"""The reports of every room: who sees them, what they cost, what they say."""

import csv
import datetime
import io
import zipfile

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.timezone import localdate as today
from wagtail.models import Page

from agencies.models import AgencyPage
from faq.models import QuestionGroup
from pages.models import BrokenLink
from regions.models import ContactChannel, Jurisdiction, NationalLine, Region
from stats.models import Statistic
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    FAQIndexPageFactory,
    JurisdictionFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeFactory,
    ProgramFactory,
    QuestionPageFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    planted,
    published,
)

pytestmark = pytest.mark.django_db

AGE = "/admin/reports/age-of-figures/"
REVIEW = "/admin/reports/review-of-answers/"
CONTACTS = "/admin/reports/contacts-and-checks/"
DESCRIPTIONS = "/admin/reports/pages-without-description/"
LINKS = "/admin/reports/broken-links/"
REPORTS = [AGE, REVIEW, CONTACTS, DESCRIPTIONS, LINKS]
# Which reports each group sees.
MAY = {
    "Editor": REPORTS,
    "Reviewer": REPORTS,
    "Site manager": REPORTS,
    "Regional contacts editor": [CONTACTS],
}
DAY = datetime.timedelta(days=1)


def user_in(group):
    user = User.objects.create_user("somebody", "somebody@example.org")
    user.groups.add(Group.objects.get(name=group))
    return user


def rows(read, url):
    """Return the cells of each row."""
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in read(url).select("table.listing tbody tr")
    ]


def names(read, url):
    return [row[0] for row in rows(read, url)]


def spreadsheet(client, url):
    response = client.get(url)
    assert response["Content-Type"] == "text/csv"
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def value(day=None, **facts):
    return published(ObservationFactory(as_of=day, **facts))


# Who sees what


@pytest.mark.parametrize("group", MAY)
@pytest.mark.parametrize("url", REPORTS)
def test_each_group_sees_its_reports(client, home, group, url):
    client.force_login(user_in(group))
    allowed = url in MAY[group]

    menu = client.get("/admin/").content.decode()

    for address in [url, f"{url}results/", f"{url}?export=csv"]:
        assert (client.get(address).status_code == 200) == allowed, address
    assert (f'"{url}"' in menu) == allowed


@pytest.mark.parametrize("url", REPORTS)
def test_visitors_are_asked_to_log_in(client, home, url):
    for address in [url, f"{url}results/", f"{url}?export=csv"]:
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith("/admin/account/login/")


def test_clerk_is_led_only_to_what_they_may_change(client, read):
    ContactChannelFactory(region=RegionFactory(name="Gulf"))
    NationalLineFactory(name="Test line")
    client.force_login(user_in("Regional contacts editor"))

    page = read(CONTACTS)

    links = [cell.get_text(strip=True) for cell in page.select("td.title a")]
    assert links == ["Gulf"]
    assert "Test line" in page.text


# What they cost


def fill(number):
    index = FAQIndexPageFactory(parent=Page.objects.get(depth=2))
    agency = AgencyPageFactory(parent=Page.objects.get(depth=2))
    for count in range(number):
        value(timezone.localdate() - count * DAY)
        question = QuestionPageFactory(parent=index, search_description="")
        ContactChannelFactory(region=RegionFactory())
        ContactChannelFactory(office=OfficeFactory(agency=agency, state=state()))
        NationalLineFactory()
        BrokenLink.objects.create(page=question, target="/x/", reason="no_answer")


def state():
    return Jurisdiction.objects.first() or JurisdictionFactory()


def test_sixty_rows_cost_no_more_than_three(admin, home, count_queries):
    fill(3)
    exports = [f"{url}?export=csv" for url in REPORTS]
    for url in [*REPORTS, *exports]:
        count_queries(url)
    few = {url: count_queries(url) for url in [*REPORTS, *exports]}

    fill(57)

    # One less is right, too: where a whole page holds only one kind of record.
    more = {url: count_queries(url) for url in [*REPORTS, *exports]}
    assert {url: cost for url, cost in more.items() if cost > few[url]} == {}


def test_long_reports_have_pages(admin, home, read):
    fill(51)

    assert len(names(read, AGE)) == 50
    assert len(names(read, f"{AGE}?p=2")) == 1
    assert len(names(read, f"{CONTACTS}?p=4")) == 3
    assert len(spreadsheet(admin, f"{AGE}?export=csv")) == 51


# Age of figures


def test_age_counts_from_the_day_that_is_known(admin, read):
    now = timezone.localdate()
    report = SourceFactory(title="Report of a test", date=now - 7 * DAY)
    value(now - 400 * DAY, as_published="about 12")
    value(period_start=now - 40 * DAY, period_end=now - 9 * DAY, as_published="13")
    value(source=report, as_published="14")
    value(as_published="15", period_words="Some weeks")

    found = [(row[0], row[4], row[5]) for row in rows(read, AGE)]

    assert [(name, age) for name, _as_of, age in found] == [
        ("about 12", "400"),
        ("13", "9"),
        ("14", "7"),
        ("15", "Not known"),
    ]
    assert found[1][1].startswith("Counts up to ")
    assert found[2][1].startswith("From a source of ")
    assert found[3][1] == "Some weeks"


def test_age_lists_current_values_with_the_way_to_a_newer_one(admin, read):
    old = value(as_published="old one")
    new = value(
        statistic=old.statistic,
        supersedes=old,
        change_kind="update",
        change_reason="Newer.",
        as_published="new one",
    )
    ObservationFactory(as_published="a draft")

    page = read(AGE)

    assert names(read, AGE) == ["new one"]
    (button,) = page.select("td a.button")
    assert button.text.strip() == "Replace with a new value"
    assert admin.get(button["href"]).status_code == 200
    assert f"/{new.pk}" in button["href"]


def test_age_is_filtered(admin, read):
    now = timezone.localdate()
    own = StatisticFactory(program=ProgramFactory(name="Own"), section="money")
    old = value(now - 91 * DAY, statistic=own, as_published="old")
    value(now - 90 * DAY, as_published="young")
    value(as_published="undated")
    retired = StatisticFactory()
    value(now - 500 * DAY, statistic=retired, as_published="given up")
    Statistic.objects.filter(pk=retired.pk).update(is_retired=True)

    assert names(read, f"{AGE}?age=old") == ["old"]
    assert names(read, f"{AGE}?age=unknown") == ["undated"]
    assert names(read, f"{AGE}?program={own.program.pk}") == ["old"]
    assert names(read, f"{AGE}?section=money") == ["old"]
    assert names(read, f"{AGE}?source={old.source.pk}") == ["old"]
    assert names(read, f"{AGE}?section=reach") == []


# Review of answers


def test_review_shows_what_waits_and_filters(admin, home, read):
    now = timezone.localdate()
    index = FAQIndexPageFactory(parent=home)
    for title, day in [
        ("New?", now),
        ("Old?", now - 181 * DAY),
        ("Never?", None),
        ("Nearly?", now - 180 * DAY),
    ]:
        QuestionPageFactory(parent=index, title=title, last_reviewed_date=day)
    QuestionPageFactory(parent=index, title="A draft?", live=False)

    assert [(row[0], row[3]) for row in rows(read, REVIEW)] == [
        ("Never?", "Due"),
        ("Old?", "Due"),
        ("Nearly?", "Reviewed"),
        ("New?", "Reviewed"),
    ]
    assert names(read, f"{REVIEW}?review=due") == ["Never?", "Old?"]
    group = QuestionGroup.objects.get(questions__title="New?")
    assert names(read, f"{REVIEW}?group={group.pk}") == ["New?"]


# Contacts and their checks


@pytest.fixture
def directory(home):
    gulf = RegionFactory(name="Gulf")
    office = OfficeFactory(agency=planted(AgencyPageFactory, home), name="FBI Test")
    ContactChannelFactory(region=gulf)
    ContactChannelFactory(
        office=office,
        kind="email",
        value="desk@example.org",
        verified_on=today(),
        review_due=today(),
    )
    NationalLineFactory(
        name="Test line", verified_on=today() - 9 * DAY, review_due=today() - DAY
    )
    ContactChannelFactory(region=gulf, live=False)


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Test line", "FBI Test", "Gulf"]),
        ("?trust=stale", ["Test line"]),
        ("?trust=verified", ["FBI Test"]),
        ("?trust=unverified", ["Gulf"]),
        ("?kind=line", ["Test line"]),
        ("?kind=email", ["FBI Test"]),
        ("?kind=web", []),
    ],
)
def test_contacts_are_filtered(admin, read, query, found):
    assert names(read, f"{CONTACTS}{query}") == found


@pytest.mark.usefixtures("directory")
def test_contacts_are_filtered_by_whose_they_are(admin, read):
    force = Region.objects.get(name="Gulf")
    agency = AgencyPage.objects.get()

    assert names(read, f"{CONTACTS}?task_force={force.pk}") == ["Gulf"]
    assert names(read, f"{CONTACTS}?agency={agency.pk}") == ["FBI Test"]


@pytest.mark.usefixtures("directory")
def test_filter_trusts_as_far_as_readers_are_told(admin):
    for model in (NationalLine, ContactChannel):
        for contact in model.objects.published():
            assert contact in model.objects.with_trust(contact.trust())


def test_list_of_what_is_due_and_report_lead_to_each_other(admin, read):
    due, report = read("/admin/contacts-due/"), read(CONTACTS)

    assert due.find("a", href=CONTACTS)
    assert report.find("a", href="/admin/contacts-due/", string="Check those due")


# Pages without description


def test_pages_without_description_are_listed(admin, home, read):
    StandardPageFactory(parent=home, title="Told", search_description="What it holds.")
    bare = StandardPageFactory(parent=home, title="Bare", search_description="")
    StandardPageFactory(parent=home, title="Draft", search_description="", live=False)

    assert names(read, DESCRIPTIONS) == ["Bare"]
    query = f"?content_type={bare.content_type_id}"
    assert names(read, DESCRIPTIONS + query) == ["Bare"]
    query = f"?content_type={home.content_type_id}"
    assert names(read, DESCRIPTIONS + query) == []


# The spreadsheet


def test_no_cell_of_a_spreadsheet_is_a_formula(admin):
    formula = '=HYPERLINK("https://example.org")'
    value(as_published=formula)

    (row,) = spreadsheet(admin, f"{AGE}?export=csv")
    book = b"".join(admin.get(f"{AGE}?export=xlsx").streaming_content)

    assert row["Value"] == f"'{formula}"
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in sheet or "sharedStrings" in str(parts.namelist())


def test_spreadsheet_holds_what_the_filter_leaves(admin):
    now = timezone.localdate()
    value(now - 400 * DAY, as_published="old")
    value(now, as_published="young")

    (row,) = spreadsheet(admin, f"{AGE}?age=old&export=csv")

    assert row["Value"] == "old"
    assert row["As of"] == (now - 400 * DAY).isoformat()
    assert row["Age in days"] == "400"
    assert "" not in row  # the button is no column


def test_spreadsheet_of_contacts_holds_both_kinds(admin):
    ContactChannelFactory(region=RegionFactory(name="Gulf"))
    NationalLineFactory(name="Test line", phone="1-800-555-0100")

    found = spreadsheet(admin, f"{CONTACTS}?export=csv")

    assert [(row["Whose"], row["Number or address"]) for row in found] == [
        ("Gulf", "(202) 555-0100"),
        ("Test line", "1-800-555-0100"),
    ]
