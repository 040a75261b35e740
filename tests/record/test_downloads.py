"""The record as CSV and JSON."""

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest

from tests.factories import (
    ObservationFactory,
    SourceFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db
# Scripts of readers depend on these names and on their order.
FIELDS = [
    "statistic",
    "label",
    "program",
    "stage",
    "unit",
    "number",
    "upper_bound",
    "words",
    "qualifier",
    "as_published",
    "also_stated_as",
    "period_start",
    "period_end",
    "period_precision",
    "period_words",
    "is_year_inferred",
    "as_of",
    "source",
    "source_title",
    "source_publisher",
    "source_date",
    "source_url",
    "quote",
    "note",
    "supersedes",
    "change_kind",
    "change_reason",
    "published_at",
    "is_current",
    "id",
    "url",
    "disagreement",
]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1+1", "\uff1d1+1"]


@pytest.fixture
def as_csv(client):
    def read(path="/record.csv"):
        response = client.get(path)
        assert response.status_code == 200, response.status_code
        text = response.content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    return read


@pytest.fixture
def as_json(client):
    def read():
        return json.loads(client.get("/record.json").content, parse_float=Decimal)

    return read


def replacement(earlier, **values):
    return ObservationFactory(
        statistic=earlier.statistic,
        source=earlier.source,
        supersedes=earlier,
        change_kind="correction",
        change_reason="This site had misread it.",
        **values,
    )


def test_csv_begins_with_its_header_and_is_read_as_unicode(client):
    content = client.get("/record.csv").content

    assert content.startswith("\ufeff".encode())
    assert content.decode("utf-8-sig").splitlines()[0].split(",") == FIELDS


def test_csv_is_offered_as_a_file_with_a_name(client):
    statistic = published(ObservationFactory(statistic__slug="arrests")).statistic

    whole = client.get("/record.csv")["Content-Disposition"]
    one = client.get(f"/record/{statistic.slug}.csv")["Content-Disposition"]

    assert whole == 'attachment; filename="record.csv"'
    assert one == 'attachment; filename="arrests.csv"'


def test_every_published_value_stands_once_replaced_ones_included(as_csv, as_json):
    first = published(ObservationFactory())
    second = published(replacement(first))
    other = published(ObservationFactory())

    rows = as_csv()

    assert sorted(int(row["id"]) for row in rows) == [first.pk, second.pk, other.pk]
    current = {int(row["id"]): row["is_current"] for row in rows}
    assert current == {first.pk: "False", second.pk: "True", other.pk: "True"}
    assert {row["id"]: row["is_current"] for row in as_json()["values"]} == {
        first.pk: False,
        second.pk: True,
        other.pk: True,
    }


def test_replacement_names_what_it_replaces_and_why(as_csv):
    first = published(ObservationFactory())
    second = published(replacement(first))

    rows = {int(row["id"]): row for row in as_csv()}

    assert rows[second.pk]["supersedes"] == str(first.pk)
    assert rows[second.pk]["change_kind"] == "correction"
    assert rows[second.pk]["change_reason"] == "This site had misread it."
    assert rows[first.pk]["supersedes"] == ""


def test_drafts_are_in_no_download(client):
    shown = published(ObservationFactory(as_published="12 shown"))
    ObservationFactory(as_published="99 drafted")
    replacement(shown, as_published="98 drafted")

    for path in ("/record.csv", "/record.json", f"/record/{shown.statistic.slug}.csv"):
        text = client.get(path).content.decode()
        assert "12 shown" in text
        assert "drafted" not in text


def test_draft_of_a_replacement_leaves_the_value_current(as_csv):
    replacement(published(ObservationFactory()))

    assert [row["is_current"] for row in as_csv()] == ["True"]


def test_row_holds_all_that_is_known(as_csv):
    value = published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__program__name="Our task force",
            statistic__stage="arrest",
            statistic__unit="arrests",
            number=10,
            upper_bound=15,
            qualifier="about",
            as_published="about 10 to 15",
            also_stated_as="a dozen",
            period_start=datetime.date(2025, 9, 1),
            period_end=datetime.date(2025, 10, 31),
            period_precision="month",
            period_words="six weeks",
            is_year_inferred=True,
            as_of=datetime.date(2025, 11, 6),
            source=SourceFactory(
                slug="a-report",
                title="A report",
                publisher="Office of examples",
                date=datetime.date(2025, 11, 7),
                url="https://www.example.org/report",
            ),
            quote='they said "ten, or more"\nand left',
            note="Read from a table.",
        )
    )

    (row,) = as_csv()

    assert row == {
        "statistic": "arrests",
        "label": "Arrests",
        "program": "Our task force",
        "stage": "arrest",
        "unit": "arrests",
        "number": "10",
        "upper_bound": "15",
        "words": "",
        "qualifier": "about",
        "as_published": "about 10 to 15",
        "also_stated_as": "a dozen",
        "period_start": "2025-09-01",
        "period_end": "2025-10-31",
        "period_precision": "month",
        "period_words": "six weeks",
        "is_year_inferred": "True",
        "as_of": "2025-11-06",
        "source": "a-report",
        "source_title": "A report",
        "source_publisher": "Office of examples",
        "source_date": "2025-11-07",
        "source_url": "https://www.example.org/report",
        "quote": 'they said "ten, or more"\nand left',
        "note": "Read from a table.",
        "supersedes": "",
        "change_kind": "",
        "change_reason": "",
        "published_at": value.first_published_at.isoformat(),
        "is_current": "True",
        "id": str(value.pk),
        "url": f"https://hstf.example.org/record/arrests/values/{value.pk}/",
        "disagreement": "",
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("100", "100"),
        ("200600", "200600"),
        ("12.5", "12.5"),
        ("0.25", "0.25"),
        ("3.10", "3.1"),
        ("27000000000", "27000000000"),
        ("1234567890123.25", "1234567890123.25"),
    ],
)
def test_number_neither_loses_nor_gains_a_digit(client, as_csv, as_json, number, text):
    published(ObservationFactory(number=Decimal(number)))

    assert as_csv()[0]["number"] == text
    assert str(as_json()["values"][0]["number"]) == text


def test_negative_number_stays_a_number(as_csv):
    published(ObservationFactory(number=-5, as_published="minus five"))

    assert Decimal(as_csv()[0]["number"]) == -5


def test_value_in_words_has_no_number(as_csv, as_json):
    published(ObservationFactory(number=None, words="hundreds"))

    assert as_csv()[0]["number"] == ""
    assert as_csv()[0]["words"] == "hundreds"
    assert as_json()["values"][0]["number"] is None


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_runs_as_a_formula(as_csv, formula):
    published(
        ObservationFactory(
            statistic__label=formula,
            as_published=formula,
            note=formula,
            source__title=formula,
        )
    )

    (row,) = as_csv()

    for field in ("label", "as_published", "note", "source_title"):
        assert row[field] == f"'{formula}"


def test_json_keeps_words_as_they_are(as_json):
    published(ObservationFactory(as_published="=1+1 “é”"))

    assert as_json()["values"][0]["as_published"] == "=1+1 “é”"


def test_json_says_its_license_and_where_its_fields_are_explained(as_json):
    published(ObservationFactory())

    data = as_json()

    assert data["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert data["fields"] == "https://hstf.example.org/about/methods/"
    assert list(data["values"][0]) == FIELDS


def test_empty_record_is_still_a_valid_download(as_csv, as_json):
    assert as_csv() == []
    assert as_json()["values"] == []


def test_download_of_one_statistic_holds_only_its_values(as_csv):
    wanted = published(ObservationFactory(statistic__slug="arrests"))
    published(ObservationFactory())

    rows = as_csv("/record/arrests.csv")

    assert [int(row["id"]) for row in rows] == [wanted.pk]


@pytest.mark.parametrize("slug", ["nothing", "never", "drafted"])
def test_statistic_without_a_published_value_has_no_download(client, home, slug):
    StatisticFactory(slug="never")
    ObservationFactory(statistic__slug="drafted")

    assert client.get(f"/record/{slug}.csv").status_code == 404


@pytest.mark.parametrize("path", ["/record.csv", "/record.json", "/record/arrests.csv"])
def test_download_costs_the_same_however_many_values(count_queries, path):
    first = published(ObservationFactory(statistic__slug="arrests"))
    few = count_queries(path)
    for _ in range(4):
        published(ObservationFactory())
        published(ObservationFactory(statistic=first.statistic))

    assert count_queries(path) == few
