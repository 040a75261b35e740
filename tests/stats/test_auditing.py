"""Which typed numbers the record should replace, and which are no counts."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from stats.typed_figures import Figure, figures, record_now, typed_figures
from tests.factories import ObservationFactory, StatisticFactory, published


def figure(name, label, unit, *amounts):
    return Figure(name, label, unit, frozenset(map(Decimal, amounts)))


RECORD = [
    figure("task-forces", "Regional task forces", "task forces", 30),
    figure("offices", "Satellite offices", "offices", 29),
    figure("arrests", "Arrests", "arrests", 3266, 3000),
    figure("other-arrests", "Arrests connected to seizures", "arrests", 345),
    figure("agents", "Federal agents and analysts", "people", 8500),
    figure("agencies", "Federal agencies named", "agencies", 18),
    figure("states", "States and territories covered", "states and territories", 52),
    figure("structures", "Structures that make up the network", "structures", 4),
    figure("months", "Time from the order to full capacity", "months", 9),
    figure("currency", "Currency seized", "U.S. dollars", 3_000_000),
    figure("assets", "Assets forfeited", "U.S. dollars", 215_000_000, 250_000_000),
    *figures(
        "drugs",
        "Drugs seized, by weight",
        "pounds",
        [(Decimal(200_600), None, "91 metric tons")],
    ),
]


def found(text):
    return [(f.number, *f.figures) for f in typed_figures(text, RECORD)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same value, in digits and in words.
        ("It counts 30 regional task forces.", ("30", "task-forces")),
        ("Thirty task forces share it.", ("Thirty", "task-forces")),
        ("It names 18 federal agencies.", ("18", "agencies")),
        ("It has four interlocking structures.", ("four", "structures")),
        ("They made 3,266 arrests.", ("3,266", "arrests")),
        ("In all, 3,266 people were arrested.", ("3,266", "arrests")),
        ("Arrests rose to 345.", ("345", "other-arrests")),
        ("About 8,500 agents and analysts work there.", ("8,500", "agents")),
        ("They work in 52 states and territories.", ("52", "states")),
        ("They seized 200.6 thousand pounds of drugs.", ("200.6 thousand", "drugs")),
        ("They seized 91 metric tons.", ("91", "drugs")),
        ("It took nine months from order to full capacity.", ("nine", "months")),
        ("They took $3 million.", ("$3 million", "currency")),
        ("It is three million dollars.", ("three million", "currency")),
        ("Up to $250M is tied to it.", ("$250M", "assets")),
        # Another value of something that the record holds is worse, not better.
        ("It counts 31 regional task forces.", ("31", "task-forces")),
        ("There are twenty-eight satellite offices.", ("twenty-eight", "offices")),
        ("About 9,000 agents work there.", ("9,000", "agents")),
        ("They took $4 million in currency.", ("$4 million", "currency")),
        # An unattributed quotation is no excuse.
        ("There are “30 task forces” now.", ("30", "task-forces")),
        # A date beside it is none, either.
        ("By May 2025 it had 30 task forces.", ("30", "task-forces")),
        ("In the U.S. 30 task forces work.", ("30", "task-forces")),
        ("There are 18 U.S. agencies.", ("18", "agencies")),
        # A part of something does not hide a whole.
        ("A third of 3,266 arrests led to charges.", ("3,266", "arrests")),
    ],
)
def test_typed_figure_is_found(text, expected):
    assert found(text) == [expected]


def test_figure_of_any_statistic_is_named_if_none_has_the_value():
    assert found("They made 3,100 arrests.") == [("3,100", "arrests", "other-arrests")]


def test_each_number_is_named_with_its_own_sentence():
    first, second = typed_figures(
        "It works everywhere. It has 30 task forces\nand 29 satellite offices.", RECORD
    )

    assert first.sentence == "It has 30 task forces"
    assert second.sentence == "and 29 satellite offices."
    assert str(first) == "“30” in “It has 30 task forces”: see task-forces"


EXEMPT = [
    # Dates and years
    "On January 30 the task forces met.",
    "On January 30, 2025, task forces met.",
    "On 30 January task forces met.",
    "From 2025-01-30 task forces met.",
    "In fiscal year 2024 arrests rose.",
    "The 2025 arrests are counted elsewhere.",
    "June 2021 through December 2024, arrests",
    # Law
    "Under 18 U.S.C. 1961 agencies may act.",
    "Under 28 C.F.R. Part 9, agencies share assets.",
    "Executive Order 3266 on arrests",
    "E.O. 3266 on arrests",
    "See section 30, task forces.",
    "Public Law 117-30 on task forces",
    "§ 30 task forces",
    # Telephone numbers and ZIP codes
    "Call 911, agencies answer.",
    "Call (202) 555-0118 for agencies.",
    "Call 1-800-555-0130: task forces answer.",
    "Text HELP to 23330; task forces answer.",
    "Fairfax, VA 22030 has task forces.",
    "The ZIP code 22030 has task forces.",
    # Ordinals, names, lists
    "the 30th task force",
    "the thirtieth task force",
    "the 45th President and the agencies",
    "MS-13 arrests",
    "WCAG 2.2 for agencies",
    "1. The agencies\n2. The task forces\n30. More task forces",
    # Quotations that say whose they are
    "The page says “30 regional task forces” cover it.",
    'According to the page, "30 regional task forces" cover it.',
    # Counts of other things, and few of something
    "It names two agencies.",
    "One task force is named.",
    "Three task forces are named on public pages.",
    "The 50 states and Washington, D.C.",
    "The FBI has 56 field offices.",
    "Four drugs are named.",
    "It was nine months later.",
    "U.S. Attorneys in five districts lend prosecutors.",
    "A fine of $500 was paid.",
    "Hundreds of people took part.",
    "The offices answer within 30 days.",
    "Page 30; task forces are below.",
]


@pytest.mark.parametrize("text", EXEMPT)
def test_number_that_counts_nothing_of_the_record_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("text", EXEMPT)
def test_exemption_does_not_hide_the_sentence_after_it(text):
    typed = found(f"{text} And it has 30 regional task forces.")

    assert typed == [("30", "task-forces")]


MONTH_NAMES = st.sampled_from(["January", "May", "September", "December"])


@given(MONTH_NAMES, st.integers(1, 28), st.integers(1950, 2049))
def test_no_date_is_a_figure(month, day, year):
    assert found(f"On {month} {day}, {year}, agencies and task forces met.") == []
    assert found(f"In {month} {year} task forces made arrests.") == []


@given(st.from_regex(r"[2-9]\d\d-555-01\d\d", fullmatch=True))
def test_no_telephone_number_is_a_figure(number):
    assert found(f"For arrests call {number} task forces.") == []
    assert found(f"For arrests call 1-{number} task forces.") == []


@given(st.integers(10, 9_999_999).filter(lambda n: not 1800 <= n < 2100))
def test_whatever_the_number_arrests_are_a_figure(number):
    assert len(found(f"They made {number:,} arrests.")) == 1
    assert len(found(f"They made {number} arrests.")) == 1


@given(
    st.text(alphabet=st.sampled_from('30 $“”".,;:§()-abU.S\n' + "thirty "), max_size=60)
)
def test_any_text_can_be_audited(text):
    assert all(finding.number in text for finding in typed_figures(text, RECORD))


@pytest.mark.django_db
def test_record_holds_what_readers_see_now():
    statistic = StatisticFactory(label="Arrests", unit="arrests")
    old = published(ObservationFactory(statistic=statistic, number=12))
    published(
        ObservationFactory(
            statistic=statistic,
            number=15,
            upper_bound=20,
            supersedes=old,
            change_kind="update",
            change_reason="A newer report.",
        )
    )
    ObservationFactory(number=99)

    (held,) = record_now()

    assert held.amounts == {15, 20}
    assert held.name == str(statistic)
