"""The smallest valid objects. Nothing here is random, and nothing is real."""

import datetime
import io

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import PageViewRestriction
from wagtail_factories import PageFactory

from agencies.models import AgencyIndexPage, AgencyPage
from faq.models import FAQIndexPage, QuestionGroup, QuestionPage
from news.models import NewsIndexPage, NewsPage, NewsTopic
from pages.models import HelpPage, HomePage, StandardPage, ThreatIndexPage, ThreatPage
from publishing.models import Seal
from record.models import RecordPage
from regions.models import (
    ContactChannel,
    Jurisdiction,
    NationalLine,
    Office,
    OfficeCoverage,
    Region,
    RegionCoverage,
)
from regions.page import DirectoryPage
from search.models import DistressWords, SearchBestAnswer, SearchMeaning
from site_details.models import SiteDetails
from sources.models import (
    ChangeNote,
    Citation,
    CreditedImage,
    Disagreement,
    Position,
    Source,
)
from stats.models import Observation, Program, Statistic
from stats.wording.understanding import Stated, understand
from timeline.models import Milestone, TimelinePage

UNSET = object()


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Report {n}")


class CitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)


def image_file(name="photo.jpg", size=(1500, 1000), content=None, **options):
    """
    Draw a file to upload; `content` is a colour or a Pillow image.

    Its format follows from its name.
    """
    if not isinstance(content, Image.Image):
        content = Image.new("RGB", size, content or "teal")
    file = io.BytesIO()
    content.save(
        file, Image.registered_extensions()[f".{name.split('.')[1]}"], **options
    )
    return ContentFile(file.getvalue(), name)


class CreditedImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CreditedImage

    title = factory.Sequence(lambda n: f"Image {n}")
    file = factory.LazyFunction(image_file)
    credit = "Alex Example"
    permission = "Letter of January 2, 2026, in the office"


class DisagreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Disagreement

    slug = factory.Sequence(lambda n: f"topic-{n}")
    topic = factory.Sequence(lambda n: f"Topic {n}")


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    disagreement = factory.SubFactory(DisagreementFactory)
    source = factory.SubFactory(SourceFactory)
    slug = factory.Sequence(lambda n: f"position-{n}")
    says = factory.Sequence(lambda n: f"Report {n} says so.")


class ProgramFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Program

    slug = factory.Sequence(lambda n: f"program-{n}")
    name = factory.Sequence(lambda n: f"Program {n}")
    order = factory.Sequence(lambda n: n)


class StatisticFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Statistic

    slug = factory.Sequence(lambda n: f"statistic-{n}")
    label = factory.Sequence(lambda n: f"Statistic {n}")
    counts = "One unit is one thing."
    unit = "things"
    program = factory.SubFactory(ProgramFactory)


class ObservationFactory(factory.django.DjangoModelFactory):
    """A draft. Use `published(ObservationFactory())` for a value that readers see."""

    class Meta:
        model = Observation

    statistic = factory.SubFactory(StatisticFactory)
    source = factory.SubFactory(SourceFactory)
    # As in the form, what a test leaves out follows from the wording, or this from it.
    number = UNSET
    as_published = UNSET
    qualifier = UNSET
    live = False

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        given = {name: value for name, value in kwargs.items() if value is not UNSET}
        if given.get("change_kind") == "withdrawal":
            return {"as_published": "withdrawn"} | given
        number, upper = given.get("number"), given.get("upper_bound")
        written = f"{12 if number is None else number}"
        wording = given.setdefault(
            "as_published", f"{written} to {upper}" if upper else written
        )
        statistic = given.get("statistic")
        stated = understand(wording, statistic.in_words if statistic else "")
        if isinstance(stated, Stated):
            given.setdefault("number", stated.numbers[0])
            given.setdefault("upper_bound", stated.upper)
            given.setdefault("qualifier", stated.degree or "exactly")
        elif "number" not in given:
            given.setdefault("words", wording)
        return given


class JurisdictionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Jurisdiction

    slug = factory.LazyAttribute(lambda row: row.name.lower().replace(" ", "-"))
    name = "Texas"
    code = "TX"
    fips = "48"
    kind = "state"
    source = factory.SubFactory(SourceFactory)


class SiteDetailsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteDetails

    site_name = "Example Task Force"


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    slug = factory.Sequence(lambda n: f"region-{n}")
    name = factory.Sequence(lambda n: f"Task force {n}")
    source = factory.SubFactory(SourceFactory)


class RegionCoverageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RegionCoverage

    region = factory.SubFactory(RegionFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)


class OfficeFactory(factory.django.DjangoModelFactory):
    """Pass `agency`, an agency's page."""

    class Meta:
        model = Office

    slug = factory.Sequence(lambda n: f"office-{n}")
    name = factory.Sequence(lambda n: f"Office {n}")
    city = "Austin"
    state = factory.SubFactory(JurisdictionFactory)
    source = factory.SubFactory(SourceFactory)


class OfficeCoverageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficeCoverage

    jurisdiction = factory.SubFactory(JurisdictionFactory)


class ContactChannelFactory(factory.django.DjangoModelFactory):
    """Pass `region` or `office`."""

    class Meta:
        model = ContactChannel

    slug = factory.Sequence(lambda n: f"contact-{n}")
    kind = "phone"
    value = "(202) 555-0100"
    source = factory.SubFactory(SourceFactory)


class NationalLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NationalLine

    slug = factory.Sequence(lambda n: f"line-{n}")
    name = factory.Sequence(lambda n: f"Line {n}")
    audience = "report"
    phone = "1-800-555-0100"
    phone_dial = "18005550100"
    purpose = "For tests."
    source = factory.SubFactory(SourceFactory)


class SearchMeaningFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SearchMeaning

    phrases = factory.Sequence(lambda n: f"typed word {n}")
    means = "press"


class SearchBestAnswerFactory(factory.django.DjangoModelFactory):
    """Pass `target`, such as [("page", page)]."""

    class Meta:
        model = SearchBestAnswer

    phrases = factory.Sequence(lambda n: f"asked word {n}")


class DistressWordsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DistressWords

    phrases = factory.Sequence(lambda n: f"danger word {n}")
    line = factory.SubFactory(NationalLineFactory)


class QuestionGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionGroup

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n:04}")  # in order by name, too


class NewsTopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NewsTopic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Topic {n}")


class BasePageFactory(PageFactory):
    class Meta:
        abstract = True

    slug = factory.Sequence(lambda n: f"page-{n}")
    title = factory.Sequence(lambda n: f"Page {n}")
    search_description = factory.Sequence(lambda n: f"What page {n} holds.")
    last_reviewed_date = datetime.date(2026, 1, 2)


class HomePageFactory(BasePageFactory):
    class Meta:
        model = HomePage

    slug = "home"
    # The usual ones would lead to pages that a test has not made.
    doors = factory.LazyFunction(list)


class ThreatIndexPageFactory(BasePageFactory):
    class Meta:
        model = ThreatIndexPage


class ThreatPageFactory(BasePageFactory):
    class Meta:
        model = ThreatPage


class StandardPageFactory(BasePageFactory):
    class Meta:
        model = StandardPage


class HelpPageFactory(BasePageFactory):
    class Meta:
        model = HelpPage


class RecordPageFactory(BasePageFactory):
    class Meta:
        model = RecordPage

    slug = "record"


class AgencyIndexPageFactory(BasePageFactory):
    class Meta:
        model = AgencyIndexPage


class AgencyPageFactory(BasePageFactory):
    class Meta:
        model = AgencyPage

    acronym = "EXA"
    role = "Sets an example."
    source = factory.SubFactory(SourceFactory)


class TimelinePageFactory(BasePageFactory):
    class Meta:
        model = TimelinePage


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    slug = factory.Sequence(lambda n: f"milestone-{n}")
    title = factory.Sequence(lambda n: f"Milestone {n}")
    text = "Something happened."
    start = datetime.date(2025, 1, 20)
    source = factory.SubFactory(SourceFactory)


class FAQIndexPageFactory(BasePageFactory):
    class Meta:
        model = FAQIndexPage


class QuestionPageFactory(BasePageFactory):
    class Meta:
        model = QuestionPage

    group = factory.SubFactory(QuestionGroupFactory)
    body = [("text", "<p>An answer.</p>")]


class DirectoryPageFactory(BasePageFactory):
    class Meta:
        model = DirectoryPage

    slug = "regions"


class NewsIndexPageFactory(BasePageFactory):
    class Meta:
        model = NewsIndexPage


class NewsPageFactory(BasePageFactory):
    class Meta:
        model = NewsPage

    date = datetime.date(2026, 1, 2)
    summary = "Something was reported."


class ChangeNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChangeNote

    kind = "correction"
    reason = "A name was wrong."
    published_at = datetime.datetime(2026, 1, 3, 17, tzinfo=datetime.UTC)


# The page that stands between the home page and a page of this kind.
INDEXES = {
    ThreatPageFactory: ThreatIndexPageFactory,
    AgencyPageFactory: AgencyIndexPageFactory,
    QuestionPageFactory: FAQIndexPageFactory,
    NewsPageFactory: NewsIndexPageFactory,
}
PAGE_FACTORIES = [
    ThreatIndexPageFactory,
    ThreatPageFactory,
    StandardPageFactory,
    HelpPageFactory,
    RecordPageFactory,
    AgencyIndexPageFactory,
    AgencyPageFactory,
    TimelinePageFactory,
    FAQIndexPageFactory,
    QuestionPageFactory,
    DirectoryPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
]


def planted(page_factory, home, **values):
    """Make a page where the tree rules allow one, with the index it needs."""
    index = INDEXES.get(page_factory)
    parent = index(parent=home) if index else home
    if page_factory is AgencyPageFactory:
        values = {"is_retired": True} | values  # a member has no page of its own
    return page_factory(parent=parent, **values)


def private(page):
    """Show the page to signed-in visitors only."""
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    return page


def published(instance):
    """Publish as an editor does, and return the fresh instance."""
    instance.save_revision().publish()
    return type(instance).objects.get(pk=instance.pk)


def planned_for(revision, moment, **content):
    """Approve a version for another time, as if it had been so from the start."""
    Seal.objects.filter(revision=revision).delete()
    revision.content |= {"go_live_at": moment.isoformat()} | content
    revision.approved_go_live_at = moment
    revision.save()


FACTORIES = [made for made in vars().values() if hasattr(made, "reset_sequence")]


def number_from(start):
    """Number the names and slugs of new objects from here on."""
    for made in FACTORIES:
        made.reset_sequence(start, force=True)
