"""The page cache in front of the real site."""

import datetime
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as site_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hstf_site import caching
from page_cache.app_response import in_trouble
from regions.models import Region
from tests.factories import (
    ContactChannelFactory,
    CreditedImageFactory,
    DirectoryPageFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    NewsTopicFactory,
    ObservationFactory,
    QuestionPageFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    private,
    published,
)
from tests.page_cache.stamps import stamp
from tests.page_cache.wsgi_site import Changes, Here, ask

pytestmark = pytest.mark.django_db

ROOMS = [
    "agencies",
    "faq",
    "finder",
    "news",
    "pages",
    "record",
    "regions",
    "sources",
    "stats",
    "timeline",
]
PARAMETER = re.compile(r"""(?:GET|asked)\.get\(\s*"([a-z_]+)\"""")
NOON = datetime.datetime(2026, 11, 18, 12, tzinfo=ZoneInfo("America/New_York"))
FOR_EDITORS = {"replacing.py", "reports.py", "value_chooser.py", "wagtail_hooks.py"}


@pytest.fixture
def kept(monkeypatch):
    """The site behind its page cache, as a server reaches it."""
    heard = Changes()
    monkeypatch.setattr(caching, "site_generation", lambda: heard)
    monkeypatch.setattr("page_cache.renewal.ThreadPoolExecutor", Here)
    return caching.keep_pages(WSGIHandler())


@pytest.fixture
def get(kept):
    """Ask once this process has heard of every change, and nobody gets an old copy."""

    def get(path, query="", host="localhost", **options):
        if (now := stamp()) != kept.generation.newest():
            kept.generation.hear(now)
        return ask(kept, path, query, host=host, **options)

    return get


@pytest.fixture
def faq(home):
    return FAQIndexPageFactory(parent=home, slug="faq")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something, commit it, and say whether the generation moved."""

    def do(change):
        before = stamp()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return stamp() > before

    return do


def test_kept_page_costs_no_query_and_sets_no_cookie(kept, get, home):
    first = get("/")

    with CaptureQueriesContext(connection) as queries:
        again = ask(kept, host="localhost")

    assert again.body == first.body
    assert len(queries) == 0
    assert first.headers["Cache-Control"] == caching.FOR_EVERYBODY
    assert first.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize("name", ["q", "as_of", "zip"])
def test_what_visitors_make_up_is_not_kept(kept, get, home, name):
    RecordPageFactory(parent=home, slug="record")

    get("/record/", f"{name}=2026-11-01")

    assert not kept.pages.memory.entries


def test_repeated_look_up_leads_on_without_a_query_though_the_site_is_away(
    kept, get, home
):
    DirectoryPageFactory(parent=home, slug="regions")
    place = JurisdictionFactory()
    first = get("/regions/", "q=Texas")
    kept.app = kept.renderer.app = in_trouble

    with CaptureQueriesContext(connection) as queries:
        again = ask(kept, "/regions/", "q=Texas", host="localhost")

    assert len(queries) == 0
    for each in (first, again):
        assert (each.status, each.headers["Location"]) == ("302 Found", place.url)
        assert each.headers["Cache-Control"] == caching.FOR_EVERYBODY
    assert "hit" in again.headers["Cache-Status"]
    assert not kept.pages.memory.entries


def test_zip_code_of_an_old_address_leads_on_like_a_look_up(kept, get, home):
    DirectoryPageFactory(parent=home, slug="regions")
    JurisdictionFactory()

    got = [get("/regions/texas/", "zip=77002&for=public") for _ in range(2)]

    for each in got:
        assert each.status == "302 Found"
        assert "77002" not in each.headers["Location"]
        assert each.headers["Cache-Control"] == caching.FOR_EVERYBODY
    assert "hit" in got[1].headers["Cache-Status"]


def test_made_up_office_leads_to_the_place_and_is_kept_nowhere(kept, get, home):
    DirectoryPageFactory(parent=home, slug="regions")
    place = JurisdictionFactory()

    got = [get("/regions/texas/", "near=made-up") for _ in range(2)]

    for each in got:
        assert (each.status, each.headers["Location"]) == ("302 Found", place.url)
        assert each.headers["Cache-Control"] == caching.FOR_NOBODY
        assert "hit" not in each.headers["Cache-Status"]
    assert not kept.redirects.store.entries
    assert not kept.pages.memory.entries


def test_choice_of_places_is_rendered_each_time(kept, get, home):
    DirectoryPageFactory(parent=home, slug="regions")
    JurisdictionFactory()

    got = [get("/regions/", "q=Texxas") for _ in range(2)]

    for each in got:
        assert (each.status, b"/regions/texas/" in each.body) == ("200 OK", True)
        assert "hit" not in each.headers["Cache-Status"]
    assert not kept.redirects.store.entries
    assert not kept.pages.memory.entries


def test_help_page_is_kept_here_and_by_nobody_else(kept, get, home):
    HelpPageFactory(parent=home, slug="help")

    for path in ("/help", "/help/"):
        assert get(path).headers["Cache-Control"] == "no-store"
        assert "hit" in get(path).headers["Cache-Status"]
    kept.app = kept.renderer.app = in_trouble
    kept.generation.move("")
    assert get("/help/").status == "200 OK"


def test_page_of_an_editor_is_private_and_not_kept(kept, get, home, editor, client):
    client.force_login(editor)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    get("/")

    seen = get("/", cookie=cookie)

    assert seen.headers["Cache-Control"] == caching.FOR_ONE
    assert b"wagtail-userbar" in seen.body
    assert b"wagtail-userbar" not in get("/").body


def test_private_page_is_not_kept(kept, get, home):
    private(StandardPageFactory(parent=home, slug="secret"))

    assert get("/secret/").status.startswith(("302", "200"))
    assert not kept.pages.memory.entries


def test_draft_and_its_preview_are_not_kept(kept, get, faq, editor, client):
    page = QuestionPageFactory(parent=faq, slug="q", live=False)
    client.force_login(editor)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    assert get("/faq/q/").status.startswith("404")
    preview = get(f"/admin/pages/{page.pk}/view_draft/", cookie=cookie)

    assert preview.status.startswith("200")
    assert not kept.pages.memory.entries


def test_unknown_host_is_refused_and_not_kept(kept, get, home):
    assert get("/", host="evil.example.com").status.startswith("400")
    assert not kept.pages.memory.entries


def test_official_words_stay_with_their_host_and_scheme(get, home, settings):
    settings.OFFICIAL_SITE = True
    settings.ALLOWED_HOSTS = ["*"]
    official = b"An official website of the United States government"

    for scheme, host, speaks in [
        ("https", "x.gov", True),
        ("http", "x.gov", False),
        ("https", "example.org", False),
        ("https", "x.gov", True),
        ("http", "x.gov", False),
    ]:
        seen = get("/", scheme=scheme, host=host)
        assert (official in seen.body) == speaks, (scheme, host)
        assert ("X-Robots-Tag" in seen.headers) != speaks


def test_every_parameter_that_a_view_reads_is_known_to_the_cache():
    known = caching.NOT_KEPT.union(*(names for _, names in caching.PARAMETERS))
    root = Path(site_settings.BASE_DIR)
    read = {
        name
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        for name in PARAMETER.findall(path.read_text())
        if not {"imports", "checking"} & set(path.relative_to(root).parts)
        and path.name not in FOR_EDITORS
    }

    assert read == known


def test_other_place_data_are_another_release(monkeypatch, tmp_path, settings):
    settings.BASE_DIR = tmp_path
    data = tmp_path / "places" / "data"
    data.mkdir(parents=True)
    before = caching.release()

    for name in ("zip_codes.tsv", "multi_state_zips.csv"):
        (data / name).write_text("")
        assert caching.release() != before
        before = caching.release()


# What invalidates pages


def publish(page):
    page.save_revision().publish()


def test_publishing_is_seen_at_once(get, faq, django_capture_on_commit_callbacks):
    page = QuestionPageFactory(parent=faq, slug="q", title="Old words?")
    assert b"Old words?" in get("/faq/").body
    page.title = "New words?"

    with django_capture_on_commit_callbacks(execute=True):
        publish(page)

    assert b"New words?" in get("/faq/").body


def test_scheduled_publishing_is_seen(get, faq, django_capture_on_commit_callbacks):
    page = QuestionPageFactory(parent=faq, slug="q", title="Old words?")
    get("/faq/")
    page.title = "Planned words?"
    moment = timezone.now() - datetime.timedelta(seconds=1)
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("run_schedule", "--once")

    assert b"Planned words?" in get("/faq/").body


def unpublish_page(home):
    StandardPageFactory(parent=home).unpublish()


def move_page(home):
    above = StandardPageFactory(parent=home)
    StandardPageFactory(parent=home).move(Page.objects.get(pk=above.pk), "right")


def make_private(home):
    private(StandardPageFactory(parent=home))


def redirect(home):
    Redirect.objects.create(old_path="/old", redirect_link="/faq/")


@pytest.mark.parametrize(
    "change",
    [
        unpublish_page,
        move_page,
        make_private,
        redirect,
        lambda home: SourceFactory(),
        lambda home: NewsTopicFactory(),
        lambda home: CreditedImageFactory(),
        lambda home: published(ObservationFactory()),
        lambda home: ContactChannelFactory(region=RegionFactory()),
        lambda home: Site.objects.get().save(),
        lambda home: CreditedImageFactory().delete(),
    ],
)
def test_what_pages_show_moves_the_generation(committed, home, change):
    assert committed(lambda: change(home))


def test_draft_does_not_move_the_generation(committed, faq):
    page = QuestionPageFactory(parent=faq, slug="q")
    page.title = "Draft"

    assert not committed(page.save_revision)


def test_log_in_and_log_do_not_move_the_generation(committed, home, editor, client):
    assert not committed(lambda: client.force_login(editor))


def test_card_of_an_owner_follows_at_once(
    home, get, django_capture_on_commit_callbacks
):
    force = published(RegionFactory(slug="force", name="Old name"))
    ContactChannelFactory(region=force)
    path = "/regions/task-forces/force.vcf"
    assert b"FN:Old name" in get(path).body

    with django_capture_on_commit_callbacks(execute=True):
        force.name = "New name"
        publish(force)
    assert b"FN:New name" in get(path).body

    with django_capture_on_commit_callbacks(execute=True):
        Region.objects.get().unpublish()
    assert get(path).status.startswith("404")


def test_contact_is_called_due_from_midnight_on(home, kept, get, monkeypatch):
    DirectoryPageFactory(parent=home, slug="regions")
    place = JurisdictionFactory()
    last_day = datetime.date(2026, 11, 22)
    force = RegionFactory(state=place)
    RegionCoverageFactory(region=force, jurisdiction=place)
    ContactChannelFactory(
        region=force, verified_on=datetime.date(2026, 9, 1), review_due=last_day
    )
    zone = ZoneInfo("America/New_York")
    now = datetime.datetime(2026, 11, 22, 23, 59, 58, tzinfo=zone)
    kept.clock = kept.renderer.clock = lambda: now.timestamp()
    monkeypatch.setattr("regions.models.verifiable.localdate", lambda: now.date())
    words = b"a new check was due by November 22, 2026"

    assert words not in get(place.url).body
    now += datetime.timedelta(seconds=1)
    assert words not in get(place.url).body
    now += datetime.timedelta(seconds=2)
    assert words in get(place.url).body


def test_page_that_will_be_unpublished_is_kept_until_then(kept, get, home):
    ends = timezone.now() + datetime.timedelta(minutes=2)
    StandardPageFactory(parent=home, slug="ends", expire_at=ends)

    for query in ("", "as_of=2026-11-01"):
        assert "X-Changes-At" not in get("/ends/", query).headers
    (entry,) = kept.pages.memory.entries.values()
    assert entry.freshness.expires == ends.timestamp()


def test_page_is_kept_though_the_schedule_that_unpublishes_it_is_late(get, home):
    ended = timezone.now() - datetime.timedelta(minutes=2)
    StandardPageFactory(parent=home, slug="ended", expire_at=ended)
    get("/ended/")

    assert "hit" in get("/ended/").headers["Cache-Status"]


def test_downloads_and_feeds_may_be_kept(kept, get, home):
    RecordPageFactory(parent=home, slug="record")
    published(ObservationFactory(statistic=StatisticFactory(slug="arrests")))

    for path in ("/record.csv", "/record.json", "/record/feed/", "/sitemap.xml"):
        assert get(path).headers["Cache-Control"] == caching.FOR_EVERYBODY
    assert len(kept.pages.memory.entries) == 4
