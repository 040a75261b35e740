"""Corrections and other changes of published values, on their page and in the feed."""

import datetime

import pytest
from defusedxml import ElementTree
from django.core.exceptions import ValidationError

from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    RecordPageFactory,
    StatisticFactory,
    published,
)

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, title="The record")


@pytest.fixture
def first(record):
    statistic = StatisticFactory(
        slug="arrests",
        label="Arrests",
        program=ProgramFactory(name="Example force"),
    )
    return published(
        ObservationFactory(statistic=statistic, number=100, as_published="100")
    )


def replacement(earlier, number=110, kind="correction", **values):
    return published(
        ObservationFactory(
            statistic=earlier.statistic,
            number=number,
            as_published=str(number),
            supersedes=earlier,
            change_kind=kind,
            change_reason="We misread the page.",
            **values,
        )
    )


@pytest.mark.usefixtures("first")
def test_page_says_that_nothing_has_changed(read):
    assert "No published figure has changed" in read("/record/corrections/").main.text


def test_page_lists_old_and_new_value_with_kind_reason_and_source(read, first):
    second = replacement(first)

    entry = read("/record/corrections/").main.find("ol", class_="history").li

    text = " ".join(entry.text.split())
    assert "110 instead of 100" in text
    assert "Correction: it was wrong here. We misread the page." in text
    assert "Example force" in text
    assert second.source.title in text
    assert entry.find("a")["href"] == f"/record/arrests/#change-{second.pk}"
    assert read("/record/arrests/").find(id=f"change-{second.pk}")


def test_same_wording_for_another_period_names_both_periods(read, first):
    replacement(first, 100, period_words="nine months", period_precision="range_words")

    text = " ".join(read("/record/corrections/").main.text.split())
    history = " ".join(read("/record/arrests/").main.text.split())

    assert "100 · Nine months instead of 100" in text
    assert "Replaced by 100 · Nine months." in history


def test_newest_change_stands_first(read, first):
    replacement(replacement(first, 110), 120)

    entries = read("/record/corrections/").main.find("ol", class_="history")("li")

    assert ["120" in entries[0].text, "110" in entries[1].text] == [True, True]


def test_draft_of_a_change_is_not_listed(read, first):
    ObservationFactory(
        statistic=first.statistic,
        supersedes=first,
        as_published="999",
        change_kind="correction",
        change_reason="Waiting.",
    )

    assert "999" not in read("/record/corrections/").main.text


def test_correction_can_be_corrected_and_stays_listed(read, first):
    second = replacement(first, 110)
    replacement(second, 105)

    text = " ".join(read("/record/corrections/").main.text.split())

    assert "105 instead of 110" in text
    assert "110 instead of 100" in text


def test_change_of_wording_keeps_the_number(first):
    change = ObservationFactory.build(
        statistic=first.statistic,
        source=first.source,
        supersedes=first,
        number=101,
        as_published="about 101",
        change_kind="wording",
        change_reason="Typing.",
    )

    with pytest.raises(ValidationError, match="more than the wording changed"):
        change.clean()

    change.number, change.as_published = 100, "about 100"
    change.clean()


def test_feed_holds_the_changes(client, first):
    second = replacement(first)

    response = client.get("/record/feed/")

    assert response["Content-Type"].startswith("application/atom+xml")
    (entry,) = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    assert (
        entry.findtext(f"{ATOM}title") == "Arrests (Example force): 110 instead of 100"
    )
    assert "We misread the page." in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}id").endswith(f"/record/arrests/#change-{second.pk}")


def test_feed_is_announced_on_the_page(read, record):
    link = read("/record/corrections/").find("link", type="application/atom+xml")

    assert link["href"] == "/record/feed/"


def test_page_costs_the_same_however_many_changes(count_queries, first):
    second = replacement(first)
    count_queries("/record/corrections/")
    few = count_queries("/record/corrections/")

    for number in range(111, 116):
        second = replacement(second, number)

    assert count_queries("/record/corrections/") == few


def test_sitemap_names_the_page(client, record):
    assert b"/record/corrections/" in client.get("/sitemap.xml").content


def test_value_published_late_in_the_evening_belongs_to_that_day():
    late = datetime.datetime(2026, 11, 22, 3, 30, tzinfo=datetime.UTC)

    value = ObservationFactory.build(first_published_at=late)

    assert value.published_date == datetime.date(2026, 11, 21)
