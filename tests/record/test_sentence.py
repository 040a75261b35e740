"""A statistic as a sentence, for what was seeded and for what an editor may write."""

import datetime

import pytest
from hypothesis import given, settings, strategies as st

from record.period_phrase import period_phrase
from record.sentence import sentence
from stats.models.reported_value import PeriodPrecision
from stats.models.statistic import Stage
from tests.factories import (
    DisagreementFactory,
    ObservationFactory,
    PositionFactory,
    ProgramFactory,
    StatisticFactory,
    published,
)

JANUARY = {
    "period_start": datetime.date(2026, 1, 1),
    "period_end": datetime.date(2026, 1, 31),
    "period_precision": "month",
}


def made(label, unit, stage, printed, subject="The task forces", **values):
    """Return a statistic with one value, neither of them stored."""
    program = ProgramFactory.build(subject=subject)
    statistic = StatisticFactory.build(
        label=label, unit=unit, stage=stage, program=program
    )
    value = ObservationFactory.build(
        statistic=statistic, source=None, as_published=printed, **values
    )
    return statistic, value


def said(*about, **values):
    statistic, value = made(*about, **values)
    return sentence(statistic, [value]).text


@pytest.mark.parametrize(
    ("label", "unit", "stage", "printed", "text"),
    [
        (
            "Operations",
            "operations",
            "operation",
            "400",
            "The task forces carried out 400 operations",
        ),
        ("Arrests", "arrests", "arrest", "3,266", "The task forces made 3,266 arrests"),
        (
            "Arrests connected to fentanyl seizures",
            "arrests",
            "arrest",
            "over 3,600",
            "The task forces made over 3,600 arrests connected to fentanyl seizures",
        ),
        (
            "Illegal firearms recovered",
            "firearms",
            "seizure",
            "1,067",
            "The task forces recovered 1,067 illegal firearms",
        ),
        (
            "Weapons caches seized",
            "weapons caches",
            "seizure",
            "six weapons caches",
            "The task forces seized six weapons caches",
        ),
        (
            "Other narcotics recovered",
            "tons",
            "seizure",
            "seven tons",
            "The task forces recovered seven tons of other narcotics",
        ),
        (
            "Illicit fentanyl seized",
            "pounds",
            "seizure",
            "more than 27,000",
            "The task forces seized more than 27,000 pounds of illicit fentanyl",
        ),
        (
            "Fentanyl intercepted, as estimated doses",
            "doses",
            "seizure",
            "738.5 million",
            "The task forces intercepted an estimated 738.5 million doses of fentanyl",
        ),
        (
            "Currency seized",
            "U.S. dollars",
            "seizure",
            "$3 million",
            "The task forces seized $3 million in currency",
        ),
        (
            "Cash and other assets seized or forfeited",
            "U.S. dollars",
            "seizure",
            "more than a million dollars",
            "The task forces seized or forfeited more than a million dollars in cash "
            "and other assets",
        ),
        (
            "Restitution for victims",
            "U.S. dollars",
            "none",
            "about $491,000",
            "Restitution for victims came to about $491,000",
        ),
        (
            "Convictions in U.S. courts",
            "convictions",
            "conviction",
            "more than 295",
            "The task forces led to more than 295 convictions in U.S. courts",
        ),
        (
            "Defendants sentenced in U.S. courts",
            "defendants",
            "sentence",
            "more than 240",
            "In cases of the task forces, more than 240 defendants were sentenced in "
            "U.S. courts",
        ),
        (
            "Narcotics-related investigations begun by HSI",
            "investigations",
            "operation",
            "5,874",
            "There were 5,874 narcotics-related investigations begun by HSI",
        ),
        (
            "People facing federal charges",
            "people",
            "charge",
            "231",
            "There were 231 people facing federal charges",
        ),
        (
            "Regional task forces",
            "task forces",
            "capacity",
            "30",
            "There are 30 regional task forces",
        ),
        (
            "States and territories covered",
            "states and territories",
            "capacity",
            "52",
            "The task forces cover 52 states and territories",
        ),
        (
            "Federal agents and analysts",
            "people",
            "capacity",
            "8500+",
            "There are 8500+ federal agents and analysts",
        ),
        (
            "Threat categories",
            "categories",
            "capacity",
            "Six",
            "There are six threat categories",
        ),
        (
            "Time from the order to full capacity",
            "months",
            "none",
            "nine months",
            "It took nine months from the order to full capacity",
        ),
        # Odd, or not understood: what it is, and how much.
        ("Overview", "arrests", "arrest", "12", "Overview: 12 arrests"),
        ("Arrests", "people", "arrest", "12", "Arrests: 12 people"),
        ("Arrests, all of them", "arrests", "arrest", "12", "Arrests, all of them: 12"),
        ("Arrests", "arrests", "arrest", "1", "Arrests: 1"),
        ("Score", "", "none", "12", "Score: 12"),
        ("12 things", "points", "none", "12", "12 things: 12 points"),
    ],
)
def test_first_sentence_answers(label, unit, stage, printed, text):
    assert said(label, unit, stage, printed) == text


def test_value_in_words_is_said_in_them():
    partners = made(
        "State, local and international partners",
        "partners",
        "capacity",
        "Hundreds",
        number=None,
        words="Hundreds",
    )
    compared = made(
        "Two years compared",
        "",
        "none",
        "surpassing the totals",
        number=None,
        words="More seizures than in five years",
    )

    assert [sentence(one, [value]).text for one, value in (partners, compared)] == [
        "There are hundreds of state, local and international partners",
        "Two years compared: more seizures than in five years",
    ]


def test_other_measure_of_the_same_amount_stands_in_brackets():
    text = said(
        "Drugs seized, by weight",
        "pounds",
        "seizure",
        "200.6k",
        also_stated_as="91 metric tons",
    )

    assert text == "The task forces seized 200.6k pounds (91 metric tons) of drugs"


def test_month_in_the_label_is_not_said_twice():
    text = said("Arrests, January 2026", "arrests", "arrest", "507", **JANUARY)

    assert text == "The task forces made 507 arrests in January 2026"


def test_program_that_acts_under_no_name_is_left_out():
    assert (
        said("Firearms seized", "firearms", "seizure", "114", subject="")
        == "There were 114 firearms seized"
    )
    assert (
        said("Assets forfeited", "U.S. dollars", "seizure", "$5 million", subject="")
        == "There was $5 million in assets forfeited"
    )


def test_day_of_a_value_without_a_period_is_said():
    day = datetime.date(2025, 11, 6)

    assert (
        said("Offices", "offices", "capacity", "30", as_of=day)
        == "There are 30 offices as of November 6, 2025"
    )
    assert said("Score", "", "none", "12", as_of=day) == (
        "Score: 12, as of November 6, 2025"
    )


@pytest.mark.parametrize(
    ("start", "end", "precision", "words", "phrase"),
    [
        (
            "2025-09-01",
            "2025-10-31",
            "month",
            "six weeks",
            "in six weeks of September and October 2025",
        ),
        ("2025-09-01", "2025-10-31", "month", "", "in September and October 2025"),
        ("2021-06-01", "2024-12-31", "month", "", "from June 2021 to December 2024"),
        ("2025-12-01", "2026-01-31", "month", "", "in December 2025 and January 2026"),
        ("2026-01-01", "2026-01-31", "month", "", "in January 2026"),
        ("2026-01-01", None, "month", "two weeks", "in two weeks of January 2026"),
        ("2025-11-16", None, "day", "", "on November 16, 2025"),
        (
            "2025-11-16",
            "2025-11-20",
            "day",
            "",
            "from November 16 to November 20, 2025",
        ),
        (
            "2023-10-01",
            "2024-06-30",
            "day",
            "first nine months of fiscal year 2024",
            "from October 1, 2023, to June 30, 2024",
        ),
        (
            "2023-10-01",
            "2024-09-30",
            "fiscal_year",
            "fiscal year 2024",
            "in fiscal year 2024",
        ),
        (None, None, "fiscal_year", "Fiscal year 2024", "in fiscal year 2024"),
        (
            None,
            None,
            "range_words",
            "since the end of August",
            "from the end of August on",
        ),
        (
            None,
            None,
            "range_words",
            "Up to February 10, 2026",
            "up to February 10, 2026",
        ),
        (
            None,
            None,
            "range_words",
            "the past two fiscal years",
            "in the past two fiscal years",
        ),
        (None, None, "range_words", "2024\N{EN DASH}2025", "in 2024\N{EN DASH}2025"),
        (None, None, "range_words", "March 2025.", "in March 2025"),
        (None, None, "range_words", "monthly", "(monthly)"),
        (None, None, "not_stated", "", ""),
    ],
)
def test_period_reads_as_part_of_a_sentence(start, end, precision, words, phrase):
    def day(text):
        return text and datetime.date.fromisoformat(text)

    value = ObservationFactory.build(
        statistic=None,
        source=None,
        period_start=day(start),
        period_end=day(end),
        period_precision=precision,
        period_words=words,
    )

    assert period_phrase(value).text == phrase


def stored(*printed, kind=None):
    statistic = StatisticFactory(
        label="Arrests", unit="arrests", stage="arrest", program__subject="We"
    )
    topic = kind and DisagreementFactory(kind=kind)
    for words in printed:
        position = topic and PositionFactory(disagreement=topic)
        published(
            ObservationFactory(
                statistic=statistic, as_published=words, position=position
            )
        )
    return sentence(statistic, statistic.current_observations)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [None, "contradiction"])
def test_figures_that_may_contradict_are_both_said(kind):
    told = stored("400", "nearly 500", kind=kind)

    assert told.text == "Arrests: 400 or nearly 500"
    assert [one.as_published for one in told.values] == ["400", "nearly 500"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["compatible", "measure"])
def test_figure_that_agrees_with_the_first_makes_no_doubt_of_it(kind):
    told = stored("3,266", "more than 3,000", kind=kind)

    assert told.text == "We made 3,266 arrests"
    assert [one.as_published for one in told.values] == ["3,266"]


@pytest.mark.django_db
def test_sentence_rests_on_every_source_that_prints_the_same():
    assert len(stored("140", "140").values) == 2


ODD = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)
SOME_WORDS = st.lists(
    ODD | st.sampled_from(["seized", "by", "Arrests", "Time from", "$", ","]),
    max_size=5,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(
    label=SOME_WORDS.filter(str.strip),
    unit=SOME_WORDS,
    stage=st.sampled_from(Stage.values),
    printed=SOME_WORDS.filter(str.strip),
    number=st.none() | st.integers(0, 10),
    subject=SOME_WORDS,
    words=SOME_WORDS,
    precision=st.sampled_from(PeriodPrecision.values),
    start=st.none() | st.dates(),
)
def test_whatever_an_editor_writes_is_said_in_some_way(
    label, unit, stage, printed, number, subject, words, precision, start
):
    statistic, value = made(
        label,
        unit,
        stage,
        printed,
        subject,
        number=number,
        words="" if number is not None else printed,
        period_words=words,
        period_precision=precision,
        period_start=start,
    )

    text = sentence(statistic, [value]).text

    assert printed.lower() in text.lower()


def test_rest_of_an_unsaved_draft_does_not_matter():
    statistic, value = made("Arrests", "arrests", "arrest", "", number=None, words="")

    assert sentence(statistic, [value]).values == [value]
