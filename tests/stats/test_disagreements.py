"""The sides of a disagreement lead to each other, on pages and in the downloads."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from sources.models import Disagreement
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

    links = main.find("ul", class_="values").find_all("a", href="#differ-how-many")
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
        "program": second.statistic.programme.name,
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
