"""What the record said at the end of an earlier day."""

import csv
import datetime
import io

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from record.as_of import BadDayError, asked_day
from stats.models import Observation
from tests.factories import (
    ObservationFactory,
    RecordPageFactory,
    StatisticFactory,
    published,
)

FIRST_DAY = datetime.date(2026, 3, 1)
SECOND_DAY = datetime.date(2026, 3, 8)
EVENING = datetime.time(23, 59, 59)


def at(day, time=EVENING):
    return timezone.make_aware(datetime.datetime.combine(day, time))


def published_at(observation, moment):
    published(observation)
    Observation.objects.filter(pk=observation.pk).update(first_published_at=moment)
    observation.refresh_from_db()
    return observation


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home)


@pytest.fixture
def arrests(record):
    """3,266 on March 1; 3,270 replaces it late on March 8, by Eastern time."""
    statistic = StatisticFactory(slug="arrests", label="Arrests")
    first = published_at(
        ObservationFactory(statistic=statistic, number=3266, as_published="3,266"),
        at(FIRST_DAY),
    )
    published_at(
        ObservationFactory(
            statistic=statistic,
            number=3270,
            as_published="3,270",
            supersedes=first,
            change_kind="correction",
            change_reason="We misread the page.",
        ),
        at(SECOND_DAY),
    )
    return statistic


@pytest.mark.usefixtures("arrests")
@pytest.mark.parametrize("url", ["/record/", "/record/arrests/"])
@pytest.mark.parametrize(
    ("day", "shown", "hidden"),
    [
        ("2026-03-01", "3,266", "3,270"),
        ("2026-03-07", "3,266", "3,270"),
    ],
)
def test_page_shows_what_stood_there_that_day(read, url, day, shown, hidden):
    main = read(f"{url}?as_of={day}").main

    assert shown in main.text
    assert hidden not in main.text
    assert "as they stood at the end of" in main.text


@pytest.mark.usefixtures("arrests")
def test_day_ends_at_midnight_in_the_east(read):
    main = read("/record/?as_of=2026-03-08").main

    assert "3,270" in main.text
    assert "3,266" not in main.text


@pytest.mark.usefixtures("arrests")
def test_history_of_a_day_knows_nothing_of_later_changes(read):
    main = read("/record/arrests/?as_of=2026-03-07").main

    assert "Replaced by" not in main.text
    assert "misread" not in main.text
    assert "Replaced by 3,270" in read("/record/arrests/").main.text


@pytest.mark.usefixtures("arrests")
@pytest.mark.parametrize("url", ["/record/", "/record/arrests/"])
def test_before_the_first_entry_nothing_was_published(read, url):
    main = read(f"{url}?as_of=2026-02-28").main

    assert "Nothing was published here yet." in main.text
    assert "3,266" not in main.text


@pytest.mark.usefixtures("arrests")
@pytest.mark.parametrize("url", ["/record.csv", "/record/arrests.csv"])
@pytest.mark.parametrize(
    ("day", "values"),
    [
        ("2026-02-28", []),
        ("2026-03-01", [("3266", "True")]),
        ("2026-03-08", [("3266", "False"), ("3270", "True")]),
    ],
)
def test_csv_of_a_day(client, url, day, values):
    response = client.get(f"{url}?as_of={day}")

    rows = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert [(row["number"], row["is_current"]) for row in rows] == values
    assert day in response["Content-Disposition"]


@pytest.mark.usefixtures("arrests")
def test_json_of_a_day(client):
    data = client.get("/record.json?as_of=2026-03-01").json()

    assert data["as_of"] == "2026-03-01"
    assert [row["number"] for row in data["values"]] == ["3266"]


REASONS = ["year-month-day", "no such day", "still to come", "begins later"]
BAD_DAYS = ["2026-02-30", "yesterday", "2026-3-1", "9999-12-31", "0001-01-01", "٢٠٢٦"]


@pytest.mark.usefixtures("arrests")
@pytest.mark.parametrize("day", BAD_DAYS)
@pytest.mark.parametrize(
    "url",
    ["/record/", "/record/arrests/", "/record.csv", "/record.json"],
)
def test_day_that_cannot_be_shown_is_refused_in_words(client, url, day):
    response = client.get(url, {"as_of": day})

    assert response.status_code == 400
    text = response.content.decode()
    assert any(reason in text for reason in REASONS)


@pytest.mark.usefixtures("arrests")
def test_refusal_asks_again_with_the_error_at_the_field(client):
    page = BeautifulSoup(client.get("/record/?as_of=2026-02-30").content, "html.parser")

    field = page.main.find("input", {"name": "as_of"})
    assert field["aria-invalid"] == "true"
    assert "no such day" in page.find(id=field["aria-describedby"]).text


@pytest.mark.usefixtures("arrests")
def test_tomorrow_is_refused_and_today_is_not(client):
    today = timezone.localdate()
    tomorrow = today + datetime.timedelta(days=1)

    assert client.get(f"/record/?as_of={today}").status_code == 200
    assert client.get(f"/record/?as_of={tomorrow}").status_code == 400


@pytest.mark.usefixtures("arrests")
def test_downloads_on_the_page_keep_the_day(read):
    main = read("/record/?as_of=2026-03-01").main

    assert main.find("a", href="/record.csv?as_of=2026-03-01")
    assert main.find("a", href="/record.json?as_of=2026-03-01")


def test_summer_days_end_an_hour_earlier_by_world_time():
    summer = asked_day({"as_of": "2026-07-01"}).moment
    winter = asked_day({"as_of": "2026-01-01"}).moment

    assert summer.astimezone(datetime.UTC).hour == 3
    assert winter.astimezone(datetime.UTC).hour == 4


def test_nobody_asked():
    assert asked_day({}) is None
    assert asked_day({"as_of": ""}) is None


def test_message_is_for_the_reader():
    with pytest.raises(BadDayError, match="year-month-day"):
        asked_day({"as_of": "soon"})


@pytest.mark.usefixtures("arrests")
def test_another_day_costs_no_more_queries(count_queries):
    count_queries("/record/")

    assert count_queries("/record/?as_of=2026-03-07") <= count_queries("/record/")
