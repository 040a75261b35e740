"""The form of a value helps to fill it in, and says at the field what is wrong."""

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from stats.models import Observation
from tests.factories import (
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    SourceFactory,
    StatisticFactory,
    published,
)
from tests.stats.value_forms import BASE, errors, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wording", "number", "upper", "words", "qualifier"),
    [
        ("more than 345", 345, None, "", "more_than"),
        ("twenty-nine", 29, None, "", "exactly"),
        ("around 215 to 250", 215, 250, "", "about"),
        ("Hundreds", None, None, "Hundreds", "exactly"),
    ],
)
def test_what_is_left_empty_follows_from_the_wording(
    admin, wording, number, upper, words, qualifier
):
    admin.post(f"{BASE}/add/", typed(wording))

    value = Observation.objects.get()
    assert (value.number, value.upper_bound) == (number, upper)
    assert (value.words, value.qualifier) == (words, qualifier)


def test_what_is_typed_stays(admin):
    admin.post(f"{BASE}/add/", typed("200.6k", number="200600", qualifier="about"))

    value = Observation.objects.get()
    assert (value.number, value.qualifier) == (Decimal(200_600), "about")


def test_words_instead_of_a_number_stay_words(admin):
    wording = "surpassing the totals of the previous five years"

    admin.post(f"{BASE}/add/", typed(wording, words="More than before"))

    assert Observation.objects.get().number is None


@pytest.mark.parametrize(
    ("wording", "values", "field", "message"),
    [
        (
            "more than 345",
            {"number": "354"},
            "number",
            "The wording says 345, the number says 354.",
        ),
        (
            "more than 345",
            {"qualifier": "exactly"},
            "qualifier",
            "The wording says “more than”, this says “exactly”.",
        ),
        (
            "345",
            {"qualifier": "more_than"},
            "qualifier",
            "The wording does not say “more than”.",
        ),
        (
            "20 to 30",
            {"number": "20", "upper_bound": "31"},
            "upper_bound",
            "The wording says 20 and 30, the upper bound says 31.",
        ),
        ("5m", {}, "number", "more than one number (5, 5000000)"),
        ("20 to 30", {"number": "30"}, "number", "says 20 and 30, the number says 30"),
        ("20", {"upper_bound": "30"}, "upper_bound", "The wording is no range"),
        ("5", {"number": "-5"}, "number", "says 5, the number says -5"),
        ("10,67", {"number": "1067"}, "number", "is not understood at “,67”"),
        ("30 forces and 29 offices", {"number": "30"}, "number", "at “29”"),
        ("abc", {"number": "1067"}, "number", "The wording says no number"),
        ("$400", {}, "as_published", "says dollars, the statistic counts arrests"),
        ("45%", {}, "as_published", "says percent, the statistic counts arrests"),
        ("up to 500", {}, "qualifier", "Choose the nearest."),
    ],
)
def test_wording_and_number_agree(admin, wording, values, field, message):
    found = errors(admin, wording, **values)

    assert list(found) == [field]
    assert message in found[field]


def test_number_needs_a_statistic_with_a_unit(admin):
    found = errors(admin, "345", statistic=StatisticFactory(unit="").pk)

    assert "no unit" in found["statistic"]


def test_tons_are_not_counted_as_pounds(admin):
    pounds = StatisticFactory(unit="pounds").pk

    found = errors(admin, "seven tons", statistic=pounds)

    assert found["as_published"].startswith(
        "The wording says tons, the statistic counts pounds."
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"period_precision": "month"}, "period_start"),
        ({"period_end": "2025-10-31"}, "period_start"),
        ({"period_start": "2025-10-01", "period_end": "2025-09-01"}, "period_end"),
        ({"period_precision": "range_words"}, "period_words"),
        ({"period_precision": "fiscal_year"}, "period_words"),
        ({"period_start": "2025-10-01", "as_of": "2025-09-30"}, "as_of"),
        (
            {
                "period_precision": "day",
                "period_start": "2025-10-01",
                "period_end": "2025-10-31",
                "as_of": "2025-10-30",
            },
            "as_of",
        ),
        ({"as_of": "2999-01-01"}, "as_of"),
    ],
)
def test_period_is_checked_at_its_field(admin, values, field):
    assert list(errors(admin, "345", **values)) == [field]


def test_month_may_still_run_on_the_day_of_the_count(admin):
    dates = {"period_start": "2025-10-01", "period_end": "2025-10-31"}

    admin.post(
        f"{BASE}/add/",
        typed("345", period_precision="month", as_of="2025-10-20", **dates),
    )

    assert Observation.objects.get().as_of == datetime.date(2025, 10, 20)


@pytest.mark.parametrize("field", ["source", "statistic"])
def test_retired_records_are_not_taken_for_a_new_value(admin, field):
    factory = {"source": SourceFactory, "statistic": StatisticFactory}[field]

    found = errors(admin, "345", **{field: factory(is_retired=True).pk})

    assert "is retired" in found[field]


def test_source_that_is_retired_later_stays_in_its_draft(admin):
    draft = ObservationFactory(source=SourceFactory(is_retired=True))
    same = {"statistic": draft.statistic_id, "source": draft.source_id}

    admin.post(f"{BASE}/edit/{draft.pk}/", typed("13", **same))

    draft.refresh_from_db()
    assert draft.as_published == "13"


def choices(admin, url):
    page = BeautifulSoup(admin.get(url).content, "html.parser")
    return [link.text.strip() for link in page.select("[data-chooser-modal-choice]")]


def test_source_is_looked_for_by_name_and_retired_ones_are_not_offered(admin):
    SourceFactory(title="Yearly report", publisher="Example Office")
    SourceFactory(title="Old report", publisher="Example Office", is_retired=True)
    SourceFactory(title="A letter")
    url = "/admin/snippets/choose/sources/source/results/"

    assert choices(admin, f"{url}?q=report+example") == ["Yearly report"]
    assert choices(admin, url) == ["Yearly report", "A letter"]


def test_earlier_value_is_looked_for_among_those_of_the_statistic(admin):
    first = published(ObservationFactory(as_published="12"))
    published(ObservationFactory(as_published="13"))
    ObservationFactory(statistic=first.statistic, as_published="14")
    url = "/admin/snippets/choose/stats/observation/results/"

    assert choices(admin, f"{url}?statistic={first.statistic_id}") == [str(first)]
    assert len(choices(admin, f"{url}?statistic=")) == 2
    assert choices(admin, f"{url}?q={first.statistic.label}") == [str(first)]


def test_position_is_looked_for_by_topic(admin):
    one = PositionFactory(disagreement=DisagreementFactory(topic="Arrests"))
    PositionFactory(disagreement=DisagreementFactory(topic="Firearms"))

    assert choices(admin, "/admin/position_chooser/results/?q=arrests") == [str(one)]
    form = BeautifulSoup(admin.get(f"{BASE}/add/").content, "html.parser")
    assert form.select_one("#id_position-chooser")


def test_two_statistics_with_one_label_are_told_apart(admin):
    own = StatisticFactory(label="Arrests", program__name="First program")
    other = StatisticFactory(label="Arrests", program__name="Second program")

    found = choices(admin, "/admin/snippets/choose/stats/statistic/results/")

    assert found == [str(own), str(other)]
    assert "First program" in found[0]


def test_what_was_read_follows_the_wording_when_that_changes(admin):
    form = typed("about 345")
    admin.post(f"{BASE}/add/", form)
    draft = Observation.objects.get()
    shown = admin.get(f"{BASE}/edit/{draft.pk}/").context["form"]
    assert (shown["number"].value(), shown["qualifier"].value()) == ("", "")

    admin.post(f"{BASE}/edit/{draft.pk}/", form | {"as_published": "more than 354"})

    draft.refresh_from_db()
    assert (draft.number, draft.qualifier) == (354, "more_than")


def test_what_was_typed_against_the_wording_is_shown(admin):
    draft = ObservationFactory(as_published="200.6k", qualifier="about")

    shown = admin.get(f"{BASE}/edit/{draft.pk}/").context["form"]

    assert (shown["number"].value(), shown["qualifier"].value()) == ("200600", "about")
