"""Nothing that readers cannot see is in the index, or passes the check before that."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from regions.models import ContactChannel, Jurisdiction, NationalLine, Office, Region
from search.checking import still_public
from search.entries.entry import EntryKind, SearchEntry
from search.entries.everything import SOURCE_OF, SOURCES
from search.index import searcher
from search.index.schema import identity
from sources.models import Disagreement, Source
from stats.models import Observation, Statistic
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    CitationFactory,
    ContactChannelFactory,
    DirectoryPageFactory,
    DisagreementFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NationalLineFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ObservationFactory,
    OfficeFactory,
    QuestionPageFactory,
    RecordPageFactory,
    RegionFactory,
    StandardPageFactory,
    StatisticFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    TimelinePageFactory,
    private,
)

pytestmark = pytest.mark.usefixtures("search_index")


class Made:
    """One thing of each kind, by what made it."""

    def __init__(self, home):
        self.home = home
        self.page = StandardPageFactory(parent=home)
        self.questions = FAQIndexPageFactory(parent=home)
        self.question = QuestionPageFactory(parent=self.questions)
        threats = ThreatIndexPageFactory(parent=home)
        self.threat = ThreatPageFactory(parent=threats)
        agencies = AgencyIndexPageFactory(parent=home)
        self.agency = AgencyPageFactory(parent=agencies)
        self.news = NewsPageFactory(parent=NewsIndexPageFactory(parent=home))
        self.timeline = TimelinePageFactory(parent=home)
        self.milestone = MilestoneFactory(page=self.timeline)
        self.record = RecordPageFactory(parent=home)
        self.directory = DirectoryPageFactory(parent=home)
        self.help = HelpPageFactory(parent=home)
        self.figure = StatisticFactory()
        self.value = ObservationFactory(statistic=self.figure, live=True)
        self.difference = DisagreementFactory()
        self.source = CitationFactory(page=self.page).source
        self.place = JurisdictionFactory()
        self.region = RegionFactory(state=self.place)
        self.office = OfficeFactory(agency=self.agency, state=self.place)
        self.contact = ContactChannelFactory(office=self.office)
        self.line = NationalLineFactory()

    def key(self, kind):
        one = {
            EntryKind.TASK_FORCE: self.region,
            EntryKind.DOWNLOAD: "record.csv",
            EntryKind.SECTION: "record/sources/",
        }.get(kind) or getattr(self, kind.value)
        return f"{kind}:{getattr(one, 'pk', one)}"


@pytest.fixture
def made(home):
    return Made(home)


def is_indexed(key):
    return searcher().stored(identity(key)) is not None


def passes(key):
    entry = SearchEntry(key, "/", "A title")
    return still_public([entry], 0).entries == [entry]


def test_every_kind_has_one_source():
    assert sorted(kind for source in SOURCES for kind in source.kinds) == sorted(
        EntryKind
    )
    assert SOURCE_OF.keys() == set(EntryKind)


@pytest.mark.parametrize("kind", EntryKind)
def test_what_readers_see_is_found(kind, made):
    assert is_indexed(made.key(kind))
    assert passes(made.key(kind))


YESTERDAY = timezone.now() - datetime.timedelta(days=1)
PAGES = [
    EntryKind.PAGE,
    EntryKind.QUESTION,
    EntryKind.THREAT,
    EntryKind.AGENCY,
    EntryKind.NEWS,
]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("values", [{"live": False}, {"expire_at": YESTERDAY}])
def test_withdrawn_and_expired_page_is_gone_at_once(kind, values, made):
    assert is_indexed(made.key(kind))

    Page.objects.filter(pk=getattr(made, kind.value).pk).update(**values)

    assert not passes(made.key(kind))
    assert not is_indexed(made.key(kind))


@pytest.mark.parametrize("kind", PAGES)
def test_private_page_is_gone_at_once(kind, made):
    assert is_indexed(made.key(kind))

    private(getattr(made, kind.value))

    assert not passes(made.key(kind))
    assert not is_indexed(made.key(kind))


def test_page_below_a_private_one_is_private(made):
    private(made.questions)

    assert not passes(made.key(EntryKind.QUESTION))
    assert not is_indexed(made.key(EntryKind.QUESTION))


@pytest.mark.parametrize("kind", PAGES)
def test_page_outside_of_the_site_is_not_found(kind, made):
    page = getattr(made, kind.value)
    page.move(Page.get_first_root_node(), "last-child")

    assert not passes(made.key(kind))
    assert not is_indexed(made.key(kind))


RECORDS = {
    "draft value": (EntryKind.FIGURE, Observation, {"live": False}),
    "value taken back": (EntryKind.FIGURE, Observation, {"change_kind": "withdrawal"}),
    "retired figure": (EntryKind.FIGURE, Statistic, {"is_retired": True}),
    "retired source": (EntryKind.SOURCE, Source, {"is_retired": True}),
    "withdrawn difference": (EntryKind.DIFFERENCE, Disagreement, {"live": False}),
    "retired place": (EntryKind.PLACE, Jurisdiction, {"is_retired": True}),
    "withdrawn task force": (EntryKind.TASK_FORCE, Region, {"live": False}),
    "withdrawn office": (EntryKind.OFFICE, Office, {"live": False}),
    "withdrawn contact": (EntryKind.CONTACT, ContactChannel, {"live": False}),
    "contact of a withdrawn office": (EntryKind.CONTACT, Office, {"live": False}),
    "withdrawn line": (EntryKind.LINE, NationalLine, {"live": False}),
}


@pytest.mark.parametrize("name", RECORDS)
def test_record_that_is_not_public_is_gone_at_once(name, made):
    kind, model, values = RECORDS[name]
    assert is_indexed(made.key(kind))

    model._base_manager.update(**values)

    assert not passes(made.key(kind))
    assert not is_indexed(made.key(kind))


def test_source_that_nothing_public_cites_is_not_found(made):
    Page.objects.filter(pk=made.page.pk).update(live=False)

    assert not passes(made.key(EntryKind.SOURCE))
    assert not is_indexed(made.key(EntryKind.SOURCE))


def test_agency_that_has_left_is_not_found(made):
    type(made.agency).objects.update(is_retired=True)

    assert not passes(made.key(EntryKind.AGENCY))
    assert not is_indexed(made.key(EntryKind.AGENCY))


# The page that shows each of them.
SHOWN_ON = {
    EntryKind.MILESTONE: "timeline",
    EntryKind.FIGURE: "record",
    EntryKind.SOURCE: "record",
    EntryKind.DIFFERENCE: "record",
    EntryKind.DOWNLOAD: "record",
    EntryKind.SECTION: "record",
    EntryKind.PLACE: "directory",
    EntryKind.TASK_FORCE: "directory",
    EntryKind.OFFICE: "directory",
    EntryKind.CONTACT: "directory",
    EntryKind.LINE: "help",
}


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_nothing_is_found_whose_page_is_private(kind, made):
    assert is_indexed(made.key(kind))

    private(getattr(made, SHOWN_ON[kind]))

    assert not passes(made.key(kind))
    assert not is_indexed(made.key(kind))


def test_order_stays_and_each_source_is_asked_once(made, django_assert_max_num_queries):
    pages = [SearchEntry(made.key(kind), "/", "A title") for kind in reversed(PAGES)]

    with django_assert_max_num_queries(2):  # the site, and all that is asked of pages
        assert still_public(pages, 0).entries == pages
