"""The page of one statistic: its values, and all that they replaced."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from stats.models import Statistic
from tests.factories import (
    ObservationFactory,
    PositionFactory,
    ProgramFactory,
    RecordPageFactory,
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


def test_page_opens_with_its_answer_and_the_proof_of_it(read, record):
    published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__unit="arrests",
            statistic__stage="arrest",
            statistic__program__subject="The task forces",
            as_published="3,266",
            source__title="A statement",
            quote="3,266 arrests",
            period_precision="month",
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            period_words="six weeks",
            is_year_inferred=True,
        )
    )

    main = read("/record/arrests/").main

    lede = main.find("p", class_="lede")
    mark = lede.find("a", role="doc-noteref").extract()
    assert lede.text == (
        "The task forces made 3,266 arrests in six weeks of September and October "
        "2025†."
    )
    note = main.find(id=mark["href"].removeprefix("#"))
    assert "A statement" in note.text
    assert "3,266 arrests" in note.q.text
    assert len(main.find_all(id="year-note")) == 1


def test_page_of_a_withdrawn_figure_says_so_instead(read, record):
    value = published(ObservationFactory(statistic__slug="s"))
    replaced(value, change_kind="withdrawal", number=None)

    main = read("/record/s/").main

    assert not main.find("p", class_="lede")
    assert "Taken back by its source" in main.text


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


def test_statistic_names_the_difference_that_its_value_is_part_of(read, record):
    position = PositionFactory(
        says="One says 57.",
        disagreement__topic="firearms",
        disagreement__slug="guns",
        disagreement__explanation="They count other weeks.",
    )
    statistic = published(ObservationFactory(position=position)).statistic
    PositionFactory(disagreement__topic="something else")

    main = read(statistic.url).main

    note = main.find(id="differ-guns")
    assert note.h2.text == "Sources differ: firearms"
    assert "They count other weeks." in note.text
    assert note.find("a", href="/record/differences/#differ-guns")
    assert "One says 57." not in main.text  # said there alone
    assert "something else" not in main.text


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
@pytest.mark.parametrize("slug", ["corrections", "feed", "sources", "differences"])
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
