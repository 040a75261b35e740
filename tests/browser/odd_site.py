"""Fills a seeded site with the oddest things that its forms accept.

All objects pass the same checks as an editor's; `sites.py` runs it. Names and numbers
are visibly made up.
"""

import datetime
import json

from django.utils.timezone import localdate
from wagtail.models import Page

from agencies.models import AgencyIndexPage, AgencyPage
from faq.models import FAQIndexPage
from news.models import NewsIndexPage
from pages.models import HelpPage, HomePage, ThreatIndexPage, ThreatPage
from regions.models import Jurisdiction
from site_details.blocks import CONTACTS
from site_details.models import SiteDetails
from sources.models import Source
from stats.models import Program, Statistic
from tests.factories import (
    AgencyPageFactory,
    ChangeNoteFactory,
    CitationFactory,
    ContactChannelFactory,
    CreditedImageFactory,
    DisagreementFactory,
    JurisdictionFactory,
    MilestoneFactory,
    NationalLineFactory,
    NewsPageFactory,
    NewsTopicFactory,
    ObservationFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    PositionFactory,
    ProgramFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    ThreatPageFactory,
    image_file,
    published,
)
from tests.scenes import SCENES
from timeline.models import TimelinePage

# The largest number that a value can have.
HUGE = "9999999999999.99"
# Scenes that differ from others by their size in pixels alone.
LEFT_OUT = {"huge", "four-by-three", "phone-upright"}
RIGHT_TO_LEFT = "وكالة مثال للاختبار"
ACCENTED = "Ñandú Ľubomír Øystein Łódź Gödel Ærø"


def unbroken(length: int) -> str:
    """One word that fills a field."""
    return ("Antidisestablishmentarianism" * 20)[:length]


def wordy(length: int) -> str:
    """Many words that fill a field."""
    return ("odd words that fill all of the space which a field has " * 40)[
        :length
    ].strip()


NESTED = (
    "<p>" + wordy(600) + "</p><ul><li>One<ul><li>Two<ol><li>Three, "
    + wordy(200)
    + "</li><li>"
    + unbroken(90)
    + "</li></ol></li></ul></li><li>"
    + RIGHT_TO_LEFT
    + '</li></ul><h3>'
    + unbroken(120)
    + '</h3><p><a href="https://example.org/'
    + unbroken(300)
    + '">https://example.org/'
    + unbroken(300)
    + "</a> and <b>"
    + wordy(80)
    + "</b>.</p>"
)  # fmt: skip


def checked(instance):
    """Check an object as its form would."""
    instance.full_clean()
    return instance


class Samples:
    """One odd value for each type of block, and what they refer to."""

    def __init__(self, source, statistics, disagreements, images):
        self.images = images
        self.source = source
        self.statistics = [row.pk for row in statistics]
        self.disagreements = [row.pk for row in disagreements]
        self.questions = []

    def citations(self):
        day = "2025-11-18"
        return [
            {"source": self.source.pk, "quote": wordy(240), "as_of": day},
            {"source": self.source.pk, "quote": unbroken(200)},
            {"source": self.source.pk},
        ]

    def text(self):
        return [NESTED.replace("h3>", "p>")]

    def section(self):
        return [
            {"heading": wordy(120), "text": NESTED},
            {"heading": unbroken(120), "text": f"<p>{unbroken(400)}</p>"},
        ]

    def items(self):
        rows = [
            {
                "title": unbroken(120),
                "text": wordy(300),
                "link": "/help/",
                "citations": self.citations(),
            },
            {"title": wordy(120), "text": unbroken(200), "link": ""},
        ]
        return [{"heading": "Rows", "intro": NESTED, "items": rows}]

    def statistics_(self):
        return [{"heading": "Table", "intro": "", "statistics": self.statistics}]

    def structures(self):
        rows = [
            {
                "name": unbroken(120),
                "text": wordy(300),
                "glyph": glyph,
                "statistics": chosen,
                "citations": self.citations(),
            }
            for glyph in ("hub", "cell", "network", "council")
            for chosen in ([], self.statistics[:2])
        ]
        return [{"heading": "Structures", "text": NESTED, "structures": rows}]

    def case(self):
        parts = [
            {
                "name": (unbroken, wordy)[number % 2](120),
                "text": (wordy, unbroken)[number % 2](300),
                "drawing": drawing,
                "citations": self.citations(),
            }
            for number, drawing in enumerate(
                ("hub", "cell", "council", "network", "open", "half", "full", "")
            )
        ]
        beside = {"before": parts[:3], "work": parts, "after": parts[4:7]}
        whole = {"intro": NESTED, **beside}
        bare = {"intro": "", "before": [], "work": parts[:1], "after": [], "note": ""}
        return [
            {"heading": "Case " + unbroken(100), "note": NESTED, **whole},
            {"heading": "Case", **bare},
        ]

    def terms(self):
        rows = [
            {"term": unbroken(120), "meaning": wordy(600)},
            {"term": wordy(120), "meaning": unbroken(400)},
        ]
        return [{"heading": "Terms", "intro": NESTED, "terms": rows, "note": ""}]

    def disagreement(self):
        return [
            {"heading": f"Differing {key}", "disagreement": key}
            for key in self.disagreements
        ]

    def agencies(self):
        found = AgencyPage.objects.roster().values_list("pk", flat=True)
        return [{"heading": "Agencies", "intro": NESTED, "agencies": list(found)}]

    def questions_(self):
        return [{"heading": "Questions", "questions": self.questions}]

    def map(self):
        return [{"heading": "Map " + unbroken(110), "text": NESTED}]

    def quote(self):
        return [
            {
                "text": wordy(400),
                "speaker": unbroken(120),
                "role": wordy(120),
                "date_note": wordy(120),
                "source": self.source.pk,
            },
            {
                "text": unbroken(200),
                "speaker": ACCENTED,
                "role": "",
                "date_note": "",
                "source": self.source.pk,
            },
        ]

    def site_contacts(self):
        return [
            {"heading": "Contacts " + wordy(110), "kind": ""},
            {"heading": "Contacts" + unbroken(110), "kind": "press"},
        ]

    def picture(self):
        return [
            {
                "image": {
                    "image": image.pk,
                    "decorative": number == 1,
                    "alt_text": "" if number == 1 else unbroken(200),
                },
                "caption": "" if number == 1 else (unbroken, wordy)[number % 2](400),
                "citations": self.citations(),
            }
            for number, image in enumerate(self.images)
        ]

    def results(self):
        charts = [
            {"statistic": key, "per_square": per, "square_noun": wordy(40)}
            for key, per in zip(self.statistics[:4], (1, 1000, 10**9, 1), strict=True)
        ]
        return [{"heading": "Results " + wordy(110), "charts": charts, "text": NESTED}]

    def threats(self):
        return [{"heading": "Threats" + unbroken(110)}]

    def roster(self):
        return [{"heading": "Roster " + wordy(110), "statistics": self.statistics}]

    def timeline(self):
        return [{"heading": "Timeline " + wordy(110)}]

    def news(self):
        return [{"heading": "News " + wordy(110)}]

    def lines(self):
        return [
            {"heading": f"Lines to {audience}", "intro": NESTED, "audience": audience}
            for audience in ("victim", "crisis", "report")
        ]

    def of(self, page):
        """Every type of block that the body of this page can hold."""
        block = type(page).body.field.stream_block
        found = []
        for name in block.child_blocks:
            # Two block types share the names of this class's lists.
            sample = getattr(self, f"{name}_", None) or getattr(self, name, None)
            if not callable(sample):
                raise LookupError(f"odd_site.py has no sample of the block “{name}”")
            values = sample()
            if values and not (name == "questions" and not self.questions):
                found += [{"type": name, "value": value} for value in values]
        return found


def fill_body(page, samples, keep=()):
    """Append every type of block to the page, check it, and publish it."""
    page.body = json.dumps([*keep, *samples.of(page)])
    page.body.stream_block.clean(page.body)
    return published(checked(page))


def kept(page):
    return list(page.body.get_prep_value())


def value(statistic, source, number, as_published, **others):
    """Publish a value."""
    row = ObservationFactory(
        statistic=statistic,
        source=source,
        number=number,
        as_published=as_published,
        **others,
    )
    return published(checked(row))


def changes(statistic, source, count, **others):
    """Publish a value and then replace it as often as asked."""
    upper = others.get("upper_bound")
    span = f" to {upper}" if upper else ""
    newest = value(statistic, source, 1, f"1{span}", **others)
    for turn in range(1, count + 1):
        kind = "correction" if turn % 3 == 0 else "update"
        newest = value(
            statistic,
            source,
            turn * 1000,
            f"{turn},000{span}",
            supersedes=newest,
            change_kind=kind,
            change_reason=wordy(300),
            note=wordy(300),
            **others,
        )
    return newest


def fill_statistics(source, bare, disagreements):
    program = checked(
        ProgramFactory(
            slug="odd-program", name=wordy(120), description=wordy(500), order=90
        )
    )
    own = Program.objects.filter(is_own=True).first()

    def statistic(slug, label, program=program, **others):
        return checked(
            StatisticFactory(slug=slug, label=label, program=program, **others)
        )

    huge = statistic(
        "odd-huge", unbroken(120), counts=wordy(600), unit=wordy(40), note=wordy(500)
    )
    value(
        huge,
        source,
        HUGE,
        "9,999,999,999,999.99",
        also_stated_as=unbroken(120),
        quote=wordy(400),
        note=wordy(600),
        as_of=datetime.date(2026, 1, 2),
        period_start=datetime.date(2025, 1, 1),
        period_end=datetime.date(2025, 12, 31),
        period_precision="day",
        period_words=wordy(120),
        is_year_inferred=True,
    )
    for position in disagreements[0].positions.all():
        value(
            huge,
            position.source,
            None,
            wordy(120),
            words=wordy(200),
            position=position,
        )
    zero = statistic("odd-one-value", "Odd: zero", stage="arrest", unit="arrests")
    value(zero, bare, 0, "0", period_start=None)
    range_ = statistic("odd-one-change", "Odd: one change", own, section="money")
    changes(range_, source, 1, upper_bound=99999)
    words = statistic("odd-words", wordy(120), own, section="people")
    value(words, source, None, unbroken(120), words=wordy(200))
    three = statistic("odd-three-sources", "Odd: three sources", own)
    for other in (source, bare, Source.objects.first()):
        changes(three, other, 2)
    twelve = statistic("odd-twelve-changes", "Odd: twelve changes", own)
    changes(twelve, source, 12)
    withdrawn = statistic("odd-withdrawn", "Odd: withdrawn")
    first = value(withdrawn, source, 7, "7")
    value(
        withdrawn,
        source,
        None,
        "withdrawn",
        supersedes=first,
        change_kind="withdrawal",
        change_reason=wordy(300),
    )
    statistic("odd-none", "Odd: nothing published")
    return [huge, zero, words, twelve, range_]


def fill_disagreements(source):
    found = []
    for count in (6, 1):
        row = DisagreementFactory(
            slug=f"odd-{count}",
            kind="contradiction" if count > 1 else "measure",
            topic=wordy(120) if count > 1 else unbroken(120),
            explanation=wordy(900) if count > 1 else "",
        )
        for turn in range(count):
            PositionFactory(
                disagreement=row,
                sort_order=turn,
                source=source,
                says=(unbroken(200) if turn == 0 else wordy(60 * turn)),
                quote=wordy(400) if turn % 2 else "",
            )
        found.append(published(checked(row)))
    return found


def fill_regions(source, bare):
    place = checked(
        JurisdictionFactory(
            slug="odd-place",
            name=unbroken(60),
            code="ZZ",
            fips="99",
            kind="district",
            source=source,
            quote=wordy(400),
            tile_column=2,
            tile_row=0,
        )
    )
    checked(
        JurisdictionFactory(
            name="Retired place",
            slug="odd-retired",
            code="ZY",
            fips="98",
            source=bare,
            is_retired=True,
        )
    )
    checked(
        JurisdictionFactory(
            name=ACCENTED,
            slug="odd-unlisted",
            code="ZX",
            fips="97",
            kind="territory",
            source=bare,
            is_listed=False,
        )
    )
    wide = RegionFactory(
        slug="odd-wide",
        name=wordy(120),
        type="regional",
        city=unbroken(60),
        state=place,
        coverage=unbroken(200),
        announced_date=datetime.date(2025, 1, 2),
        announced_note=wordy(120),
        operating_since=datetime.date(2025, 2, 3),
        note=wordy(600),
        source=source,
        quote=wordy(400),
    )
    for jurisdiction in [
        place,
        *Jurisdiction.objects.in_use().filter(is_listed=True)[:20],
    ]:
        RegionCoverageFactory(region=wide, jurisdiction=jurisdiction, part=wordy(120))
    checked(wide)
    checked(
        RegionFactory(slug="odd-bare", name=unbroken(120), state=place, source=bare)
    )
    fill_contacts(place, wide, source, bare)
    fill_regional_contacts(bare)
    for audience in ("victim", "crisis", "report", "emergency"):
        checked(
            NationalLineFactory(
                slug=f"odd-{audience}",
                name=wordy(120),
                audience=audience,
                phone="1-800-555-0100 (in letters: EXAMPLES)",
                phone_dial="",
                text=wordy(80),
                website_url="https://example.org/" + unbroken(150),
                purpose=unbroken(200),
                answered_by=wordy(120),
                is_law_enforcement=True,
                hours=wordy(60),
                note=wordy(400),
                source=source,
            )
        )
        checked(
            NationalLineFactory(
                slug=f"odd-{audience}-no-phone",
                name=unbroken(120),
                audience=audience,
                phone="",
                phone_dial="",
                website_url="https://example.org/",
                source=bare,
            )
        )


def fill_regional_contacts(source):
    """A place whose regional contact is confirmed, and one where it is overdue."""
    long_ago = datetime.date(2001, 2, 3)
    checks = {
        "confirmed": {"verified_on": localdate()},
        "overdue": {"verified_on": long_ago, "review_due": long_ago},
    }
    for number, (name, check) in enumerate(checks.items()):
        place = checked(
            JurisdictionFactory(
                slug=f"odd-{name}",
                name=f"Odd {name}",
                code=f"Y{number}",
                fips=f"9{number}",
                source=source,
            )
        )
        force = RegionFactory(slug=f"odd-{name}", name=wordy(60), source=source)
        RegionCoverageFactory(region=force, jurisdiction=place)
        checked(
            ContactChannelFactory(
                slug=f"odd-{name}-email",
                region=force,
                kind="email",
                value=f"{'odd' * 15}@example.org",
                source=source,
                **check,
            )
        )


def fill_contacts(place, region, source, bare):
    """Contacts of every kind and trust, for a task force and an office."""
    long_ago = datetime.date(2001, 2, 3)
    office = OfficeFactory(
        slug="odd-office",
        name=unbroken(120),
        agency=AgencyPage.objects.first(),
        city=unbroken(60),
        state=place,
        address=wordy(200),
        postal_code="99999",
        territory=wordy(300),
        note=wordy(400),
        source=source,
    )
    checked(office)
    OfficeCoverageFactory(
        office=office,
        jurisdiction=place,
        part=wordy(200),
        counties=", ".join([wordy(30)] * 60),
        counties_are_all=True,
        certainty="inferred",
        source=bare,
    )
    checks = [
        {"verified_on": localdate()},
        {"verified_on": long_ago, "review_due": long_ago},
        {"review_due": long_ago},
        {},
    ]
    values = {
        "phone": "1-800-555-0100 ext. 0123456789",
        "short_code": "911",
        "text": wordy(200),
        "tty": "1-800-555-0101",
        "email": "odd" * 20 + "@example.org",
        "web": "https://example.org/" + unbroken(150),
    }
    for owner in ({"region": region}, {"office": office}):
        for number, (kind, value) in enumerate(values.items()):
            checked(
                ContactChannelFactory(
                    slug=f"odd-{next(iter(owner))}-{kind}",
                    kind=kind,
                    value=value,
                    audience=["public", "law_enforcement", "victims"][number % 3],
                    name=wordy(80) if number % 2 else "",
                    hours=wordy(80) if number % 2 else "",
                    source=[source, bare][number % 2],
                    **owner,
                    **checks[number % 4],
                )
            )


def fill_agencies(source, bare):
    index = AgencyIndexPage.objects.get()
    long = AgencyPageFactory(
        parent=index,
        title=unbroken(255),
        slug="odd-acronym",
        acronym="WWWWWWWWWWWW",
        parent_department=wordy(120),
        role=wordy(300),
        website_url="https://example.org/" + unbroken(150),
        is_co_lead=True,
        note=wordy(800),
        lede=wordy(400),
        source=source,
        quote=wordy(400),
        as_of=datetime.date(2026, 1, 2),
        image=CreditedImageFactory(title="Odd seal"),
    )
    foreign = AgencyPageFactory(
        parent=index,
        title=RIGHT_TO_LEFT,
        slug="odd-right-to-left",
        acronym="ØÆÑ",
        role=ACCENTED,
        last_reviewed_date=None,
        source=bare,
    )
    former = AgencyPageFactory(
        parent=index,
        title=unbroken(255),
        slug="odd-former",
        acronym="WWWWWWWWWWWW",
        parent_department=wordy(120),
        role=wordy(300),
        website_url="https://example.org/" + unbroken(150),
        note=wordy(800),
        source=source,
        quote=wordy(400),
        as_of=datetime.date(2026, 1, 2),
        is_retired=True,
    )
    for page in (long, foreign, former):
        published(checked(page))


def fill_timeline(source, bare):
    page = TimelinePage.objects.get()
    start = datetime.date(2023, 1, 31)
    for number in range(40):
        # Two on each day, and now and then a month or a range.
        day = start + datetime.timedelta(days=54 * (number // 2))
        precision = ["day", "day", "month", "range"][number % 4]
        MilestoneFactory(
            page=page,
            sort_order=number,
            slug=f"odd-{number}",
            title=[unbroken(120), wordy(120), "Odd", ACCENTED][number % 4],
            short_title=["WWWWWWWWWWWWWWWWWW", "", "odd words in here", ""][number % 4],
            text=wordy(10 + 40 * number),
            start=day.replace(day=1) if precision == "month" else day,
            end=day + datetime.timedelta(days=90) if precision == "range" else None,
            precision=precision,
            is_year_inferred=number % 5 == 0,
            source=source if number % 2 else bare,
            quote=wordy(400) if number % 3 == 0 else "",
        )
    for milestone in page.milestones.all():
        checked(milestone)
    return TimelinePage.objects.get()


def fill_questions(samples, source):
    group = checked(QuestionGroupFactory(slug="odd", name=unbroken(80), order=90))
    index = FAQIndexPage.objects.get()
    page = QuestionPageFactory(
        parent=index,
        title=wordy(254) + "?",
        slug="odd-question",
        lede=wordy(400),
        group=group,
    )
    bare = QuestionPageFactory(
        parent=index, title=unbroken(255), slug="odd-bare", group=group
    )
    CitationFactory(page=page, source=source, quote=wordy(400))
    fill_body(page, samples)
    samples.questions = [page.pk, bare.pk]


def fill_news(samples, source):
    index = NewsIndexPage.objects.get()
    topics = [
        checked(NewsTopicFactory(slug=f"odd-{n}", name=(unbroken, wordy)[n % 2](60)))
        for n in range(6)
    ]
    for number in range(29):
        page = NewsPageFactory(
            parent=index,
            title=[f"Odd article {number}", wordy(255), unbroken(255)][number % 3],
            slug=f"odd-{number}",
            summary=[wordy(300), "Odd.", unbroken(300)][number % 3],
            date=datetime.date(2023, 1, 1) + datetime.timedelta(days=30 * number),
            body=[("text", "<p>Odd.</p>")],
            last_reviewed_date=None,
        )
        checked(page)
    article = NewsPageFactory(
        parent=index, title=unbroken(255), slug="odd-article", lede=wordy(400)
    )
    article.topics = topics
    for number in range(5):
        ChangeNoteFactory(
            page=article,
            kind=["correction", "new", "wording"][number % 3],
            reason=(wordy, unbroken)[number % 2](400),
        )
    for number in range(3):
        CitationFactory(
            page=article, sort_order=number, source=source, quote=wordy(400 - number)
        )
    fill_body(article, samples)


def images():
    """As differently shaped and lit as pictures come; a page holds ten at most."""
    drawn = [scene for scene in SCENES if scene.name not in LEFT_OUT]
    files = [image_file(f"odd-{each.name}.jpg", content=each.draw()) for each in drawn]
    return [
        checked(
            CreditedImageFactory(
                title=f"Odd {file.name}",
                file=file,
                credit=unbroken(200),
                permission=wordy(300),
            )
        )
        for file in [*files, image_file("odd-lost.jpg", (90, 60))]
    ]


def lose(image):
    """What is left when somebody deletes files on the server."""
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)


def fill_pages(samples, source):
    home = HomePage.objects.get()
    threats = ThreatIndexPage.objects.get()
    for slug, title in [("odd-unbroken", unbroken(255)), ("odd-wordy", wordy(255))]:
        page = ThreatPageFactory(
            parent=threats,
            title=title,
            slug=slug,
            lede=wordy(400),
            statistic=Statistic.objects.get(slug="odd-huge"),
            drawing="gangs",
        )
        CitationFactory(page=page, source=source, quote=wordy(400))
        fill_body(page, samples)
    checked(
        ThreatPageFactory(
            parent=threats,
            title="Odd",
            slug="odd-bare",
            last_reviewed_date=None,
            body=[("section", {"heading": "Odd", "text": "<p>Odd.</p>"})],
        )
    )
    parent = home
    for slug in ("odd-standard", "odd-below", "odd-deep", "odd-deepest"):
        parent = StandardPageFactory(
            parent=parent,
            title=wordy(255) if slug == "odd-standard" else unbroken(255),
            slug=slug,
            last_reviewed_date=None,
        )
        checked(parent)
    standard = Page.objects.get(slug="odd-standard").specific
    for number in range(12):
        StandardPageFactory(
            parent=standard,
            title=[wordy(255), "Odd", ACCENTED][number % 3],
            slug=f"odd-child-{number}",
        )
    fill_body(Page.objects.get(slug="odd-standard").specific, samples)
    ThreatPage.objects.exclude(slug__startswith="odd").last().unpublish()
    fill_body(HelpPage.objects.get(), samples)
    for model in (HomePage, ThreatIndexPage, AgencyIndexPage, TimelinePage):
        page = model.objects.get()
        fill_body(page, samples, keep=kept(page))


def fill_details():
    details = SiteDetails.objects.get()
    contact = {
        "name": unbroken(120),
        "phone": "202-555-0101 ext. 55501",
        "email": f"{'long' * 15}@example.org",
        "url": "https://example.org/" + unbroken(400),
    }
    pages = [*Page.objects.live().filter(depth=3)]
    entries = [
        {"page": None, "address": "/search/", "label": words(60)}
        for words in (unbroken, wordy)
    ] + [{"page": page, "address": "", "label": ""} for page in pages[:10]]
    details.site_name = wordy(80)
    details.contacts = [(kind, contact) for kind in CONTACTS]
    details.accounts = [
        ("account", {"label": unbroken(60), "url": "https://example.org/"})
    ] * 3
    details.menu = [("entry", each) for each in entries]
    details.footer = [
        ("group", {"title": words(60), "entries": entries})
        for words in (unbroken, wordy) * 2
    ]
    checked(details).save_revision().publish()


def fill() -> None:
    SourceFactory.reset_sequence(1000)  # past the numbers of the seeded register
    source = checked(
        SourceFactory(
            slug="odd-long",
            title=unbroken(200),
            publisher=wordy(200),
            kind="law",
            date_note=wordy(200),
            url="https://example.org/" + unbroken(400),
            note=wordy(900),
        )
    )
    bare = checked(SourceFactory(slug="odd-bare", title="Odd report"))
    checked(
        SourceFactory(slug="odd-words", title=wordy(200), note=wordy(300), kind="news")
    )
    disagreements = fill_disagreements(source)
    statistics = fill_statistics(source, bare, disagreements)
    fill_regions(source, bare)
    fill_agencies(source, bare)
    fill_timeline(source, bare)
    pictures = images()
    samples = Samples(source, statistics, disagreements, pictures)
    fill_questions(samples, source)
    fill_news(samples, source)
    fill_pages(samples, source)
    fill_details()
    lose(pictures[-1])
