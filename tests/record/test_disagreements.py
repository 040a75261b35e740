"""The sides of a disagreement lead to each other, on pages and in the downloads."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from sources.models import Disagreement
from stats.compatibility import are_compatible
from stats.models import Observation
from tests.factories import (
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    RecordPageFactory,
    StatisticFactory,
    published,
)

BASE = "https://hstf.example.org"


@pytest.fixture
def sides(home):
    """Two values of one statistic, each a side of a published disagreement."""
    RecordPageFactory(parent=home)
    statistic = StatisticFactory(slug="arrests", label="Arrests", unit="arrests")
    topic = DisagreementFactory(slug="how-many", topic="how many arrests")
    return [
        published(
            ObservationFactory(
                statistic=statistic,
                as_published=words,
                position=PositionFactory(disagreement=topic, says=f"One says {words}."),
            )
        )
        for words in ("400", "nearly 500")
    ]


def csv_rows(client, path="/record.csv"):
    text = client.get(path).content.decode("utf-8-sig")
    return {int(row["id"]): row for row in csv.DictReader(io.StringIO(text))}


def hidden():
    Disagreement.objects.update(live=False)


def test_each_value_of_the_record_leads_to_what_the_others_say(read, sides):
    main = read("/record/").main

    links = main.find(id="arrests").find_all("a", href="/record/#differ-how-many")
    assert len(links) == len(sides)
    assert main.find(id="differ-how-many")


def test_each_value_of_a_statistic_leads_there_on_the_same_page(read, sides):
    main = read("/record/arrests/").main

    links = main.find("ul", class_="observations").find_all(
        "a", href="#differ-how-many"
    )
    assert len(links) == len(sides)
    assert main.find(id="differ-how-many")


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/"])
def test_each_position_leads_back_to_its_values(read, sides, path):
    positions = read(path).main.find("ul", class_="positions").find_all("li")

    target = read("/record/arrests/")
    for position, value in zip(positions, sides, strict=True):
        link = position.find("a", href=f"/record/arrests/#value-{value.pk}")
        assert value.as_published in link.text
        assert value.as_published in target.find(id=f"value-{value.pk}").text


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/"])
def test_unpublished_disagreement_is_not_linked(read, sides, path):
    hidden()

    assert "differ-how-many" not in str(read(path).main)


def test_replaced_value_is_found_at_its_address_for_good(read, sides):
    published(
        ObservationFactory(
            statistic=sides[0].statistic,
            as_published="401",
            supersedes=sides[0],
            change_kind="correction",
            change_reason="Misread.",
        )
    )

    page = read("/record/arrests/")

    assert "400" in page.find(id=f"value-{sides[0].pk}").text
    assert f"#value-{sides[0].pk}" not in str(page.find("ul", class_="positions"))


def test_json_names_for_each_value_its_side_and_the_others(client, sides):
    values = {row["id"]: row for row in client.get("/record.json").json()["values"]}
    first, second = sides

    told = values[first.pk]["disagreement"]

    assert told["id"] == "how-many"
    assert told["topic"] == "how many arrests"
    assert told["url"] == f"{BASE}/record/#differ-how-many"
    assert told["position"] == "One says 400."
    (other,) = told["others"]
    assert other == {
        "id": second.pk,
        "url": f"{BASE}/record/arrests/#value-{second.pk}",
        "program": second.statistic.program.name,
        "statistic": "arrests",
        "as_published": "nearly 500",
        "source": second.source.slug,
        "is_current": True,
    }
    assert other["url"] == values[second.pk]["url"]


def test_json_lists_disagreements_with_positions_and_values(client, sides):
    (topic,) = client.get("/record.json").json()["disagreements"]

    assert (topic["id"], topic["url"]) == (
        "how-many",
        f"{BASE}/record/#differ-how-many",
    )
    says = [position["says"] for position in topic["positions"]]
    assert says == ["One says 400.", "One says nearly 500."]
    found = [value["id"] for each in topic["positions"] for value in each["values"]]
    assert found == [value.pk for value in sides]


def test_csv_names_the_disagreement(client, sides):
    other = published(ObservationFactory())

    rows = csv_rows(client)

    assert [rows[value.pk]["disagreement"] for value in sides] == ["how-many"] * 2
    assert rows[other.pk]["disagreement"] == ""
    part = csv_rows(client, "/record/arrests.csv")
    assert [row["disagreement"] for row in part.values()] == ["how-many"] * 2


def test_downloads_keep_quiet_about_an_unpublished_disagreement(client, sides):
    hidden()

    data = client.get("/record.json").json()

    assert data["disagreements"] == []
    assert {row["disagreement"] for row in data["values"]} == {None}
    assert {row["disagreement"] for row in csv_rows(client).values()} == {""}


def test_earlier_day_knows_no_later_disagreement(client, sides):
    first, last = datetime.date(2026, 3, 1), datetime.date(2026, 3, 8)

    def noon(day):
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))

    Observation.objects.update(first_published_at=noon(first))
    Disagreement.objects.update(first_published_at=noon(last))

    before = client.get("/record.json?as_of=2026-03-05").json()
    after = client.get("/record.json?as_of=2026-03-08").json()

    assert [len(before["values"]), before["disagreements"]] == [2, []]
    assert {row["disagreement"] for row in before["values"]} == {None}
    assert len(after["disagreements"]) == 1


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/", "/record.json"])
def test_it_costs_the_same_however_many_sides(count_queries, sides, path):
    count_queries(path)
    few = count_queries(path)
    for number in range(3):
        published(
            ObservationFactory(
                statistic=sides[0].statistic,
                as_published=str(number),
                position=PositionFactory(disagreement=sides[0].position.disagreement),
            )
        )

    assert count_queries(path) == few


@pytest.mark.parametrize(
    ("one", "other", "can_both_be_true"),
    [
        ("1,067", "over 1,000", True),
        ("3,266", "more than 3,000", True),
        ("3,266", "over 3,200", True),
        ("3,266", "over 3,266", False),
        ("3,266", "at least 3,266", True),
        ("9,000", "more than 3,000", False),
        ("400", "nearly 500", False),
        ("480", "nearly 500", True),
        ("500", "nearly 500", False),
        ("480", "about 500", True),
        ("400", "about 500", False),
        ("400", "up to 500", True),
        ("501", "up to 500", False),
        ("over $200 million", "around $215M\N{EN DASH}$250M", True),
        ("20 to 30", "31", False),
        ("20 to 30", "25", True),
        ("hundreds", "400", False),
        ("1,067", "1067", True),
        ("1,067", "1,068", False),
    ],
)
def test_figures_differ_only_if_they_cannot_both_be_true(one, other, can_both_be_true):
    statistic = StatisticFactory.build(unit="U.S. dollars", program=None)
    statistic.pk = 1
    values = [
        ObservationFactory.build(statistic=statistic, as_published=words, source=None)
        for words in (one, other)
    ]

    assert are_compatible(*values) is can_both_be_true
    assert are_compatible(*reversed(values)) is can_both_be_true


def test_figures_of_other_things_or_times_are_not_held_against_each_other():
    first, second = (
        StatisticFactory.build(pk=number, unit="things", program=None)
        for number in (1, 2)
    )

    def value(statistic, year):
        return ObservationFactory.build(
            statistic=statistic,
            source=None,
            as_published="12",
            period_start=datetime.date(year, 1, 1),
            period_end=datetime.date(year, 12, 31),
        )

    assert are_compatible(value(first, 2024), value(first, 2024))
    assert not are_compatible(value(first, 2024), value(second, 2024))
    assert not are_compatible(value(first, 2024), value(first, 2025))


@pytest.fixture
def compatible(sides):
    """The same two sides, one of which now agrees with the other."""
    Observation.objects.filter(pk=sides[1].pk).update(
        as_published="more than 380", number=380, qualifier="more_than"
    )
    return sides


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/"])
def test_compatible_figures_are_not_called_a_difference(read, compatible, path):
    main = read(path).main

    assert "Sources differ" not in main.text
    assert "Where sources differ" not in main.text
    section = main.find("section", attrs={"aria-labelledby": "accounts"})
    assert "all of them can be true" in section.text
    # Its address stays, and all that its sources say.
    assert section.find(id="differ-how-many")
    assert "more than 380" in section.text


def test_downloads_list_compatible_figures_apart(client, compatible):
    data = client.get("/record.json").json()

    assert data["disagreements"] == []
    assert [topic["id"] for topic in data["accounts"]] == ["how-many"]
    assert {row["disagreement"] for row in data["values"]} == {None}
    assert {row["disagreement"] for row in csv_rows(client).values()} == {""}


def test_earlier_day_still_says_that_sources_differed(client, read, sides):
    day = datetime.date(2026, 3, 1)
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    Observation.objects.update(first_published_at=moment)
    Disagreement.objects.update(first_published_at=moment)
    published(
        ObservationFactory(
            statistic=sides[0].statistic,
            as_published="480",
            supersedes=sides[0],
            change_kind="revision",
            change_reason="Counted again.",
            position=sides[0].position,
        )
    )

    assert "Sources differ" not in read("/record/arrests/").main.text
    assert "Sources differ" in read("/record/arrests/?as_of=2026-03-01").main.text
    assert len(client.get("/record.json?as_of=2026-03-01").json()["disagreements"]) == 1
