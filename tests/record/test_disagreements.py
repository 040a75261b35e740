"""The sides of a difference lead to each other, on pages and in the downloads."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from sources.models import Disagreement, Position
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
DIFFERENCES = "/record/differences/"
TOPIC = f"{DIFFERENCES}#differ-how-many"


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

    links = main.find(id="arrests").find_all("a", href=TOPIC)
    assert len(links) == len(sides)
    assert read(DIFFERENCES).main.find(id="differ-how-many")


def test_each_value_of_a_statistic_leads_there(read, sides):
    main = read("/record/arrests/").main

    links = main.find("ul", class_="observations").find_all("a", href=TOPIC)
    assert len(links) == len(sides)


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/"])
def test_address_that_a_topic_had_before_leads_on(read, sides, path):
    stub = read(path).main.find(id="differ-how-many")

    assert stub.find("a", href=TOPIC)


def test_each_position_leads_back_to_its_values(read, sides):
    positions = read(DIFFERENCES).main.find("ul", class_="positions").find_all("li")

    target = read("/record/arrests/")
    for position, value in zip(positions, sides, strict=True):
        link = position.find("a", href=value.url)
        assert value.as_published in link.text
        assert value.as_published in read(value.url).main.text
        assert value.as_published in target.find(id=f"value-{value.pk}").text


@pytest.mark.parametrize(
    "path", ["/record/", "/record/arrests/", "/record/differences/"]
)
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
    assert not read(DIFFERENCES).main.find("a", href=sides[0].url)


def test_json_names_for_each_value_its_side_and_the_others(client, sides):
    values = {row["id"]: row for row in client.get("/record.json").json()["values"]}
    first, second = sides

    told = values[first.pk]["disagreement"]

    assert told["id"] == "how-many"
    assert told["topic"] == "how many arrests"
    assert told["url"] == f"{BASE}{TOPIC}"
    assert told["position"] == "One says 400."
    (other,) = told["others"]
    assert other == {
        "id": second.pk,
        "url": f"{BASE}/record/arrests/values/{second.pk}/",
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
        f"{BASE}{TOPIC}",
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


@pytest.mark.parametrize("path", ["/record/", DIFFERENCES, "/record.json"])
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


KINDS = [
    ("compatible", "accounts", "Also reported"),
    ("measure", "measures", "Counted another way"),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind[0])
def no_contradiction(request, sides):
    """The same two sides, which their editor sorts as another kind."""
    kind, section, words = request.param
    Disagreement.objects.update(kind=kind)
    return section, words


@pytest.mark.parametrize("path", ["/record/", "/record/arrests/", DIFFERENCES])
def test_only_a_contradiction_is_called_a_difference_between_sources(
    read, no_contradiction, path
):
    _name, words = no_contradiction

    main = read(path).main

    assert "Sources differ" not in main.text
    assert words in main.find(id="differ-how-many").find_parent("section").text


def test_each_kind_of_difference_stands_apart(read, no_contradiction):
    name, words = no_contradiction

    main = read(DIFFERENCES).main

    section = main.find("section", attrs={"aria-labelledby": name})
    assert section.h2.text.strip() == words
    # Its address stays, and all that its sources say.
    assert section.find(id="differ-how-many")
    assert "nearly 500" in section.text


def test_only_a_contradiction_names_who_says_what(read, sides):
    names = {value.position.source.title for value in sides}

    def named():
        above = read(DIFFERENCES).main.find_all(class_="positions__source")
        return {name.text.strip() for name in above}

    assert named() == names
    Disagreement.objects.update(kind="compatible")
    assert named() == set()


def test_each_position_cites_what_proves_it(read, sides):
    Position.objects.filter(pk=sides[0].position_id).update(quote="400 in all")

    article = read(DIFFERENCES).main.find(id="differ-how-many")

    # Positions without a place of their own stand in any order.
    says = sides[0].position.says
    (first,) = (row for row in article.select(".positions li") if says in row.text)
    assert first.q.text == "400 in all"
    source = sides[0].position.source
    assert first.find("a", href=source.url_path).text == source.title


def test_downloads_list_each_kind_apart(client, no_contradiction):
    name, _words = no_contradiction

    data = client.get("/record.json").json()

    assert data["disagreements"] == []
    (topic,) = data[name]
    assert topic["id"] == "how-many"
    assert topic["kind"] == Disagreement.objects.get().kind
    assert {row["disagreement"] for row in data["values"]} == {None}
    assert {row["disagreement"] for row in csv_rows(client).values()} == {""}


def test_contradiction_says_its_kind_in_the_downloads(client, sides):
    data = client.get("/record.json").json()

    assert [topic["kind"] for topic in data["disagreements"]] == ["contradiction"]
    assert data["accounts"] == data["measures"] == []


def test_row_of_the_second_value_says_how_it_relates_to_the_first(
    read, no_contradiction
):
    _name, words = no_contradiction

    rows = read("/record/").main.find(id="arrests").find_all("tr")

    assert words in rows[1].th.text


def test_figures_do_not_change_the_kind_that_an_editor_chose(read, sides):
    Observation.objects.filter(pk=sides[1].pk).update(
        as_published="more than 380", number=380, qualifier="more_than"
    )

    assert "Sources differ" in read("/record/arrests/").main.text
