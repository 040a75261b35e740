"""The public register lists a source while something cites it that readers see."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from page_cache.request_cache import caching_for_request
from sources.models import Source
from tests.factories import (
    AgencyPageFactory,
    CitationFactory,
    ContactChannelFactory,
    DisagreementFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    PositionFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    TimelinePageFactory,
    planted,
    private,
    published,
)

pytestmark = pytest.mark.django_db
TITLE = "Report that nobody cites yet"


@pytest.fixture
def source(db):
    return SourceFactory(title=TITLE, url="https://report.example.org/")


@pytest.fixture
def record(home):
    return planted(RecordPageFactory, home)


def agency(home, **values):
    values.setdefault("source", SourceFactory())
    return planted(AgencyPageFactory, home, **values)


def cited_by_page(home, source):
    page = planted(StandardPageFactory, home, live=False)
    page.citations.add(CitationFactory.build(source=source, page=page))
    page.save()
    return page


def quoted_by_page(home, source):
    page = planted(StandardPageFactory, home, live=False)
    quote = {"text": "Words.", "speaker": "Alex Example", "source": source.pk}
    page.body = page._meta.get_field("body").stream_block.to_python(
        [{"type": "quote", "value": quote}]
    )
    page.save()
    return page


def milestone(home, source):
    page = planted(TimelinePageFactory, home, live=False)
    MilestoneFactory(page=page, source=source)
    return page


def position(home, source):
    disagreement = DisagreementFactory(live=False)
    PositionFactory(disagreement=disagreement, source=source)
    PositionFactory(disagreement=disagreement)
    return disagreement


def region_coverage(home, source):
    region = RegionFactory(live=False)
    RegionCoverageFactory(region=region, source=source)
    return region


def office_coverage(home, source):
    office = OfficeFactory(agency=agency(home), live=False)
    OfficeCoverageFactory(office=office, jurisdiction=office.state, source=source)
    return office


# Each model that names a source, and what has to be public before readers see it.
KINDS = {
    "sources.Citation": cited_by_page,
    "a body": quoted_by_page,
    "sources.Position": position,
    "stats.Observation": lambda home, source: ObservationFactory(source=source),
    "timeline.Milestone": milestone,
    "agencies.AgencyPage": lambda home, source: agency(home, source=source, live=False),
    "regions.Region": lambda home, source: RegionFactory(source=source, live=False),
    "regions.RegionCoverage": region_coverage,
    "regions.Office": lambda home, source: OfficeFactory(
        agency=agency(home), source=source, live=False
    ),
    "regions.OfficeCoverage": office_coverage,
    "regions.ContactChannel": lambda home, source: ContactChannelFactory(
        region=RegionFactory(), source=source, live=False
    ),
    "regions.NationalLine": lambda home, source: NationalLineFactory(
        source=source, live=False
    ),
}


def shown(client, source):
    """Return whether it is listed in its place, and has a page with its URL."""
    record, register, own = (
        client.get(path) for path in ("/record/", "/record/sources/", source.url_path)
    )
    told = {
        source.title in record.content.decode(),
        f'id="{source.anchor}"' in record.content.decode(),
        source.title in register.content.decode(),
        own.status_code == 200 and source.url in own.content.decode(),
    }
    assert len(told) == 1
    return told.pop()


@pytest.mark.parametrize("kind", KINDS)
def test_source_is_listed_while_something_public_cites_it(
    client, home, record, source, kind
):
    draft = KINDS[kind](home, source)
    assert not shown(client, source)

    draft.save_revision().publish()
    assert shown(client, source)

    if kind != "stats.Observation":  # a published value is never unpublished
        type(draft).objects.get(pk=draft.pk).unpublish()
        assert not shown(client, source)


def test_every_model_that_names_a_source_is_in_the_table():
    naming = {
        relation.related_model._meta.label
        for relation in Source._meta.get_fields(include_hidden=True)
        if relation.one_to_many and relation.auto_created
    }

    # A jurisdiction has no drafts, and no editor adds one. A document behind another is
    # listed with it: see tests/record/test_source_page.py.
    apart = {"regions.Jurisdiction", "sources.Source"}
    assert naming - apart == KINDS.keys() - {"a body"}


def test_source_of_a_jurisdiction_is_listed_until_it_is_retired(client, record, source):
    place = JurisdictionFactory(source=source)
    assert shown(client, source)

    place.is_retired = True
    place.save()

    assert not shown(client, source)


def test_new_source_of_an_editor_is_not_public(client, record):
    editor = User.objects.create_user("editor", "editor@example.org")
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    form = {
        "title": TITLE,
        "number": 1000,
        "slug": "report",
        "kind": "news",
        "url": "https://report.example.org/",
    }

    client.post(reverse(Source.snippet_viewset.get_url_name("add")), form)

    assert not shown(client, Source.objects.get(slug="report"))


def test_draft_of_a_live_page_lists_nothing(client, home, record, source):
    page = planted(StandardPageFactory, home)
    page.citations.add(CitationFactory.build(source=source, page=page))

    page.save_revision()

    assert not shown(client, source)


def test_private_page_lists_nothing(client, home, record, source):
    page = cited_by_page(home, source)
    page.save_revision().publish()

    private(page)

    assert not shown(client, source)


def test_contact_of_a_task_force_that_is_not_public_lists_nothing(
    client, home, record, source
):
    ContactChannelFactory(region=RegionFactory(live=False), source=source)

    assert not shown(client, source)


@pytest.mark.parametrize("kind", ["sources.Citation", "a body", "regions.NationalLine"])
def test_earlier_day_lists_what_was_cited_then(client, home, record, source, kind):
    draft = KINDS[kind](home, source)
    draft.save_revision().publish()
    today = timezone.localdate()

    def listed(day):
        return source.title in client.get(f"/record/?as_of={day}").content.decode()

    assert listed(today)
    assert not listed(today - datetime.timedelta(days=1))


def test_register_asks_the_database_once(home, source, django_assert_max_num_queries):
    for kind in ["sources.Citation", "stats.Observation", "regions.NationalLine"]:
        KINDS[kind](home, source).save_revision().publish()
    Source.objects.cited().exists()  # remembers the content types

    # Which pages are private, which sources are cited, and those.
    with caching_for_request(), django_assert_max_num_queries(3):
        assert source in Source.objects.cited()


def test_value_still_counts_when_another_replaced_it(client, record, source):
    value = published(ObservationFactory(source=source))
    later = ObservationFactory(
        statistic=value.statistic,
        supersedes=value,
        change_kind="revision",
        change_reason="Counted again.",
    )

    published(later)

    assert shown(client, source)
