"""The record: every published figure, its sources, and a page for each statistic."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from stats.models import Statistic
from tests.factories import (
    DisagreementFactory,
    NationalLineFactory,
    ObservationFactory,
    PositionFactory,
    ProgramFactory,
    RecordPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, slug="record")


def replaced(earlier, **values):
    """Publish a new value in place of an earlier one."""
    return published(
        ObservationFactory(
            statistic=earlier.statistic,
            source=earlier.source,
            supersedes=earlier,
            **{
                "change_kind": "update",
                "change_reason": "The source counted again.",
                **values,
            },
        )
    )


def test_programs_stand_apart_in_their_own_order(read, record):
    own = ProgramFactory(name="Our task force", is_own=True, order=1)
    other = ProgramFactory(name="Another effort", is_own=False, order=2)
    for program, label in [(other, "Later"), (own, "Early"), (other, "Latest")]:
        published(
            ObservationFactory(statistic__program=program, statistic__label=label)
        )

    main = read("/record/").main

    names = [heading.text for heading in main.find_all("h2")]
    ours = main.find("h2", string="Our task force").find_parent("section")
    theirs = main.find("h2", string="Another effort").find_parent("section")
    assert names.index("Our task force") < names.index("Another effort")
    assert names.count("Another effort") == 1
    assert "Early" in ours.text
    assert "Later" not in ours.text
    assert "Separate program" not in ours.text
    assert "Separate program: not task force results." in theirs.text


def test_statistics_stand_under_their_section_in_order(read, record):
    program = ProgramFactory()
    for label, section, order in [
        ("Second result", "results", 2),
        ("A budget", "money", 1),
        ("First result", "results", 1),
    ]:
        published(
            ObservationFactory(
                statistic__program=program,
                statistic__label=label,
                statistic__section=section,
                statistic__order=order,
            )
        )

    text = read("/record/").main.text

    places = [
        text.index(words)
        for words in (
            "Reported results",
            "First result",
            "Second result",
            "Money",
            "A budget",
        )
    ]
    assert places == sorted(places)


def test_both_values_stand_where_two_sources_report(read, record):
    statistic = StatisticFactory(label="Arrests")
    for words, source in [("3,266", "Home page"), ("more than 3,000", "A speech")]:
        published(
            ObservationFactory(
                statistic=statistic, as_published=words, source__title=source
            )
        )

    rows = read("/record/").main.find("table").find_all("tr")[1:]

    assert len(rows) == 2
    assert "3,266" in rows[0].text
    assert "Home page" in rows[0].text
    assert "more than 3,000" in rows[1].text
    assert "A speech" in rows[1].text
    assert all("Arrests" in row.text for row in rows)


def test_row_says_period_date_and_source(read, record):
    published(
        ObservationFactory(
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            is_year_inferred=True,
            as_of=datetime.date(2025, 11, 6),
            source__slug="a-report",
        )
    )

    row = read("/record/").main.find("table").find_all("tr")[1]

    assert "September to October 2025" in row.text
    assert "Year inferred by this site" in row.text
    assert row.find("time", datetime="2025-11-06")
    assert row.find("a", href="/record/#source-a-report")


def test_row_says_what_the_source_does_not_state(read, record):
    published(ObservationFactory())

    row = read("/record/").main.find("table").find_all("tr")[1]

    assert row.text.count("Not stated") == 2


def test_replaced_value_gives_way_to_the_new_one(read, record):
    replaced(
        published(ObservationFactory(as_published="12 old")), as_published="13 new"
    )

    text = read("/record/").main.find("table").text

    assert "13 new" in text
    assert "12 old" not in text


def test_unsupported_statistics_are_hidden(read, record):
    StatisticFactory(label="Never published", program__name="An empty effort")
    ObservationFactory(statistic__label="Only drafted", as_published="99 drafted")

    text = read("/record/").main.text

    assert "An empty effort" not in text
    assert "Never published" not in text
    assert "Only drafted" not in text
    assert "99 drafted" not in text


def test_arrests_carry_the_reminder(read, record):
    published(ObservationFactory(statistic__stage="arrest"))

    assert "An arrest is not a conviction." in read("/record/").main.text


def test_other_figures_carry_none(read, record):
    published(ObservationFactory(statistic__stage="seizure"))

    assert "An arrest is not a conviction." not in read("/record/").main.text


def test_register_lists_every_cited_source_under_its_permanent_id(read, record):
    retired = SourceFactory(
        slug="b-report",
        number=902,
        title="B report",
        publisher="",
        url="",
        date=None,
        is_retired=True,
    )
    dated = SourceFactory(
        slug="a-report",
        number=901,
        title="A report",
        publisher="Office of examples",
        date=datetime.date(2025, 11, 6),
        url="https://www.example.org/report",
        note="Read with care.",
    )
    NationalLineFactory(source=retired)
    NationalLineFactory(source=dated)

    main = read("/record/").main

    entries = main.find("ol", class_="register").find_all("li", recursive=False)
    assert [entry["id"] for entry in entries] == ["source-a-report", "source-b-report"]
    for words in ("Office of examples", "November 6, 2025", "Read with care."):
        assert words in entries[0].text
    assert entries[0].find("a", href="https://www.example.org/report")
    for words in ("Publisher not named", "Date not stated", "No address recorded"):
        assert words in entries[1].text


def test_published_disagreements_are_shown_with_both_sides(read, record):
    topic = DisagreementFactory(slug="firearms", topic="firearms recovered")
    PositionFactory(disagreement=topic, says="One says 57.")
    PositionFactory(disagreement=topic, says="One says 85.")
    drafted = DisagreementFactory(topic="A drafted topic", live=False)
    PositionFactory(disagreement=drafted, says="Not for readers.")

    main = read("/record/").main

    shown = main.find(id="differ-firearms")
    assert "Firearms recovered" in shown.text
    assert shown.text.index("One says 57.") < shown.text.index("One says 85.")
    assert "A drafted topic" not in main.text
    assert "Not for readers." not in main.text


def test_empty_record_opens(read, record):
    assert read("/record/").main.find(id="sources")


def test_record_costs_the_same_however_long(record, client, count_queries):
    def add():
        position = PositionFactory()
        statistic = StatisticFactory()
        published(ObservationFactory(statistic=statistic, position=position))
        published(ObservationFactory(statistic=statistic))

    add()
    client.get("/record/")  # warm Wagtail's site cache
    few = count_queries("/record/")
    for _ in range(4):
        add()

    assert count_queries("/record/") == few


# One statistic


def test_statistic_says_what_it_counts_and_whose_it_is(read, record):
    published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__counts="One person, arrested once.",
            statistic__note="Counted since autumn.",
            statistic__stage="arrest",
            statistic__program__name="Another effort",
            statistic__program__is_own=False,
            quote="over three thousand arrests",
            note="Read from a table.",
        )
    )

    html = read("/record/arrests/")

    assert [h1.text.strip() for h1 in html.find_all("h1")] == ["Arrests"]
    for words in (
        "One person, arrested once.",
        "Counted since autumn.",
        "over three thousand arrests",
        "Read from a table.",
        "Another effort",
        "Separate program: not task force results.",
        "An arrest is not a conviction.",
    ):
        assert words in html.main.text


def test_statistic_has_its_own_public_address_title_and_description(read, record):
    published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__program__name="Our task force",
            as_published="3,266",
            source__title="A report",
        )
    )

    html = read("/record/arrests/")

    description = html.find("meta", {"name": "description"})["content"]
    canonical = html.find("link", rel="canonical")["href"]
    assert html.title.text.startswith("Arrests: Our task force")
    assert "3,266" in description
    assert "A report" in description
    assert canonical == "https://hstf.example.org/record/arrests/"


def test_statistic_leads_back_to_the_record(read, record):
    statistic = published(ObservationFactory()).statistic

    crumbs = read(statistic.url).find("nav", attrs={"aria-label": "Breadcrumb"})

    assert [link["href"] for link in crumbs.find_all("a")] == ["/", "/record/"]


@pytest.mark.parametrize("slug", ["nothing", "never", "drafted"])
def test_statistic_without_a_published_value_is_not_found(client, record, slug):
    StatisticFactory(slug="never")
    ObservationFactory(statistic__slug="drafted")

    assert client.get(f"/record/{slug}/").status_code == 404


def test_history_keeps_every_value_with_kind_and_reason_newest_first(read, record):
    first = published(ObservationFactory(statistic__slug="s", as_published="12 first"))
    second = replaced(
        first,
        as_published="13 second",
        change_kind="update",
        change_reason="The source counted again.",
    )
    replaced(
        second,
        as_published="11 third",
        change_kind="correction",
        change_reason="This site had misread it.",
    )

    main = read("/record/s/").main

    entries = main.find("ol", class_="history").find_all("li")
    assert [
        next(w for w in ("first", "second", "third") if w in entry.strong.text)
        for entry in entries
    ] == ["third", "second", "first"]
    assert "Correction" in entries[0].text
    assert "This site had misread it." in entries[0].text
    assert "New period" in entries[1].text
    assert "The source counted again." in entries[1].text
    assert "Replaced by 11 third" in entries[1].text
    assert "Replaced by 13 second" in entries[2].text
    assert "Replaced by" not in entries[0].text
    assert all(entry.find("time") for entry in entries)


def test_only_the_current_value_stands_on_top(read, record):
    replaced(
        published(ObservationFactory(statistic__slug="s", as_published="12 first")),
        as_published="13 second",
    )

    values = read("/record/s/").main.find("ul", class_="observations").text

    assert "13 second" in values
    assert "12 first" not in values


def test_draft_appears_nowhere_on_the_page_of_its_statistic(read, record):
    first = published(ObservationFactory(statistic__slug="s"))
    ObservationFactory(
        statistic=first.statistic,
        source=first.source,
        supersedes=first,
        change_kind="update",
        change_reason="Not for readers yet.",
        as_published="99 drafted",
    )

    text = read("/record/s/").main.text

    assert "99 drafted" not in text
    assert "Not for readers yet." not in text


def test_statistic_shows_the_disagreement_that_its_value_is_part_of(read, record):
    position = PositionFactory(says="One says 57.", disagreement__topic="firearms")
    PositionFactory(disagreement=position.disagreement, says="One says 85.")
    statistic = published(ObservationFactory(position=position)).statistic
    PositionFactory(says="Something else.")

    text = read(statistic.url).main.text

    assert "One says 57." in text
    assert "One says 85." in text
    assert "Something else." not in text


def test_statistic_costs_the_same_however_long_its_history(
    record, client, count_queries
):
    value = published(ObservationFactory(position=PositionFactory()))
    url = value.statistic.url
    value = replaced(value)
    client.get(url)  # warm Wagtail's site cache
    few = count_queries(url)
    for _ in range(4):
        value = replaced(value)

    assert count_queries(url) == few


def test_statistic_of_a_retired_program_keeps_its_address(client, record):
    statistic = published(ObservationFactory()).statistic
    Statistic.objects.update(is_retired=True)

    assert client.get(statistic.url).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["corrections", "feed"])
def test_address_that_the_record_keeps_for_itself_is_refused(slug):
    statistic = StatisticFactory.build(slug=slug, program=ProgramFactory())

    with pytest.raises(ValidationError) as caught:
        statistic.full_clean()

    (message,) = caught.value.message_dict["slug"]
    assert slug in message
    assert "Choose another" in message


def test_editor_is_told_that_an_address_is_kept(admin):
    response = admin.post(
        "/admin/snippets/stats/statistic/add/",
        {
            "slug": "feed",
            "label": "Feed",
            "counts": "One is one.",
            "program": ProgramFactory().pk,
            "stage": "none",
            "section": "results",
            "order": "0",
        },
    )

    assert set(response.context["form"].errors) == {"slug"}
    assert not Statistic.objects.exists()


class TestFilter:
    @pytest.fixture
    def figures(self, record):
        own = ProgramFactory(slug="own", is_own=True)
        other = ProgramFactory(slug="other", is_own=False)
        page = SourceFactory(slug="page")
        report = SourceFactory(slug="report")
        arrests = StatisticFactory(label="Arrests", program=own)
        published(ObservationFactory(statistic=arrests, source=page))
        published(ObservationFactory(statistic=arrests, source=report))
        for label, program in (("Guns", own), ("Boats", other)):
            statistic = StatisticFactory(label=label, program=program)
            published(ObservationFactory(statistic=statistic, source=page))

    def labels(self, html):
        return [
            link.text
            for link in html.select(".statistic-table tbody th > a:first-child")
        ]

    @pytest.mark.parametrize(
        ("query", "labels"),
        [
            ("", {"Arrests", "Guns", "Boats"}),
            ("?program=own", {"Arrests", "Guns"}),
            ("?source=report", {"Arrests"}),
            ("?program=other&source=report", set()),
            ("?program=nobody&source=%00", {"Arrests", "Guns", "Boats"}),
        ],
    )
    def test_shows_what_was_asked_for(self, figures, read, query, labels):
        assert set(self.labels(read(f"/record/{query}"))) == labels

    def test_keeps_the_other_value_of_a_figure_on_which_sources_differ(
        self, figures, read
    ):
        rows = read("/record/?source=report").select(".statistic-table tbody tr")
        assert len(rows) == 2

    def test_remembers_the_choice_and_counts(self, figures, read):
        html = read("/record/?program=own")
        assert html.select_one("#program option[selected]")["value"] == "own"
        assert html.select_one("#figures h2").text.split() == ["2", "figures"]
        assert html.find("link", rel="canonical")["href"].endswith("/record/")

    def test_says_when_nothing_is_left(self, figures, read):
        text = read("/record/?program=other&source=report").main.text
        assert "No figure of this program comes from this source." in text
