"""What pages show: from the record, in the words of pages, and without a database."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from page_cache.request_cache import caching_for_request
from site_details import reading
from site_details.built_in import FOOTER, MENU, built_in
from site_details.models import SiteDetails
from site_details.reading import current, last_known
from tests.factories import (
    FAQIndexPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    QuestionPageFactory,
    SiteDetailsFactory,
    StandardPageFactory,
    private,
    published,
)

pytestmark = pytest.mark.django_db


def entry(page=None, address="", label=""):
    return {"page": page, "address": address, "label": label}


def target(page=None, address=""):
    return {"page": page, "address": address}


def details(**values):
    return published(SiteDetailsFactory(**values))


def labels(links):
    return [link.label for link in links]


def test_menu_says_what_the_pages_are_called(home):
    one = StandardPageFactory(parent=home, title="One", slug="one")
    details(
        menu=[
            ("entry", entry(one)),
            ("entry", entry(one, label="Another name")),
            ("entry", entry(address="/search/", label="Search")),
        ]
    )

    one.title = "One, renamed"
    published(one)

    assert [(link.label, link.url) for link in current().menu] == [
        ("One, renamed", "/one/"),
        ("Another name", "/one/"),
        ("Search", "/search/"),
    ]


def test_page_that_readers_cannot_see_leaves_menu_footer_and_required_links(home):
    hidden = [
        private(StandardPageFactory(parent=home, title="Private", slug="private")),
        StandardPageFactory(parent=home, title="Draft", slug="draft", live=False),
    ]
    gone = StandardPageFactory(parent=home, title="Gone", slug="gone")
    seen = StandardPageFactory(parent=home, title="Seen", slug="seen")
    entries = [entry(page) for page in [*hidden, gone, seen]]
    details(
        menu=[("entry", each) for each in entries],
        footer=[
            ("group", {"title": "Some", "entries": entries}),
            ("group", {"title": "None", "entries": entries[:2]}),
        ],
        required_links=[("privacy", target(hidden[0])), ("about", target(seen))],
    )
    gone.delete()

    now = current()

    assert labels(now.menu) == ["Seen"]
    assert [(group.title, labels(group.links)) for group in now.footer] == [
        ("Some", ["Seen"])
    ]
    assert labels(now.required_links) == ["About"]


def test_section_with_one_page_leaves_the_main_menu_and_stays_in_the_footer(home):
    faq = FAQIndexPageFactory(parent=home, title="FAQ", slug="faq")
    news = NewsIndexPageFactory(parent=home, title="News", slug="news")
    for number in range(2):
        QuestionPageFactory(parent=faq, slug=f"q-{number}")
    NewsPageFactory(parent=news, slug="seen")
    NewsPageFactory(parent=news, slug="draft", live=False)
    private(NewsPageFactory(parent=news, slug="private"))
    entries = [entry(faq), entry(news)]
    details(
        menu=[("entry", each) for each in entries],
        footer=[("group", {"title": "All", "entries": entries})],
    )

    assert labels(current().menu) == ["FAQ"]
    assert labels(current().footer[0].links) == ["FAQ", "News"]

    NewsPageFactory(parent=news, slug="another")
    assert labels(current().menu) == ["FAQ", "News"]


def test_site_without_a_record_shows_the_fixed_pages_that_are_there(home):
    StandardPageFactory(parent=home, title="About us all", slug="about")

    now = current()

    assert now.name == settings.WAGTAIL_SITE_NAME
    assert now.menu == ()
    assert [labels(group.links) for group in now.footer] == [
        ["About us all"],
        ["Search"],
    ]


def test_fixture_and_built_in_lists_name_the_same_pages():
    path = Path(settings.BASE_DIR, "fixtures", "site_details.yaml")
    (written,) = yaml.safe_load(path.read_text(encoding="utf-8"))

    def address(entry):
        return entry.get("address") or f"/{entry['page']}/"

    assert written["site_name"] == settings.WAGTAIL_SITE_NAME
    assert [address(each["entry"]) for each in written["menu"]] == [
        path for path, _label in MENU
    ]
    groups = [each["group"] for each in written["footer"]]
    assert [
        (group["title"], [address(each) for each in group["entries"]])
        for group in groups
    ] == [(str(title), [path for path, _label in found]) for title, found in FOOTER]


def test_draft_is_not_seen(home):
    record = details(site_name="Seen")
    record.site_name = "A draft"
    record.save_revision()

    assert current().name == "Seen"


def test_about_names_the_agency_by_its_short_name(home):
    link = ("about", target(address="https://www.example.gov/"))
    record = details(parent_name="Department of Examples", required_links=[link])
    assert labels(current().required_links) == ["About Department of Examples"]

    record.parent_short_name = "DOE"
    published(record)
    assert labels(current().required_links) == ["About DOE"]


@pytest.mark.usefixtures("kept_between_answers")
def test_menu_costs_no_query_once_it_is_loaded(home):
    details(menu=[("entry", entry(home))])

    def load():
        with caching_for_request(), CaptureQueriesContext(connection) as queries:
            assert current().menu
        return sum("page_cache" not in query["sql"] for query in queries)

    assert load() > 0
    assert load() == 0


@pytest.mark.usefixtures("kept_between_answers")
def test_change_is_seen_by_the_next_request(home, django_capture_on_commit_callbacks):
    record = details(site_name="First")
    with caching_for_request():
        assert current().name == "First"

    record.site_name = "Second"
    with django_capture_on_commit_callbacks(execute=True):
        published(record)

    with caching_for_request():
        assert current().name == "Second"


def away(*args):
    raise OperationalError("no connection")


def test_last_known_menu_stays_while_the_database_is_away(home, monkeypatch):
    page = StandardPageFactory(parent=home, title="Before", slug="before")
    details(site_name="Known before", menu=[("entry", entry(page))])
    current()

    monkeypatch.setattr(reading, "load", away)

    assert current().name == last_known().name == "Known before"
    assert labels(current().menu) == ["Before"]


def test_process_that_never_reached_the_database_has_the_built_in_menu(monkeypatch):
    monkeypatch.setattr(reading, "load", away)

    assert current() == built_in()
    assert labels(current().menu)[:2] == ["Threats", "The record"]


def test_database_refuses_a_second_record():
    details()

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteDetailsFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteDetails.objects.update(is_the_one=False)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Homeland Security Task Force", ["Homeland Security", "Task Force"]),
        ("Example", ["Example"]),
        ("One Two", ["One", "Two"]),
    ],
)
def test_name_stands_in_two_lines(name, lines):
    assert reading.shown(SiteDetails(site_name=name)).name_in_lines == lines
