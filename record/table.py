"""How the record arranges its figures: what several of them share is said once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from sources.models import Source
from stats.models import Observation, Program, Section, Statistic


@dataclass(frozen=True, slots=True)
class LetteredNote:
    """How some values of a program were read, said once for all of them."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    One current value.

    `has_same_period`: as the row above, which says it already.
    """

    observation: Observation
    is_first: bool
    has_same_period: bool
    note: LetteredNote | None


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """One statistic, with a row for each of its current values."""

    statistic: Statistic
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Part:
    """The statistics of one section, as a table with the columns that it needs."""

    label: str
    slug: str
    entries: list[RecordEntry]
    has_period: bool
    has_day: bool
    has_arrests: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What holds for all values of a program; `sources` are all that they have."""

    period: Observation | None
    day: Observation | None
    sources: list[Source]


def by_program(statistics: Iterable[Statistic]) -> list[dict[str, Any]]:
    """
    Arrange statistics under their program, and there under their section.

    Programs are never mixed, not even two that have the same place and name.
    """
    in_order = sorted(
        statistics,
        key=lambda row: (row.program.order, row.program.name, row.program.pk),
    )
    return [
        group(program, list(members))
        for program, members in groupby(in_order, key=lambda row: row.program)
    ]


def group(program: Program, statistics: list[Statistic]) -> dict[str, Any]:
    values = [value for row in statistics for value in row.current_observations]
    shared, notes = shared_by(values), noted(values)
    return {
        "program": program,
        "shared": shared,
        "notes": list(notes.values()),
        "parts": [
            part(
                f"{program.slug}-{section.value}",
                str(section.label),
                members,
                shared,
                notes,
            )
            for section in Section
            if (members := [row for row in statistics if row.section == section])
        ],
    }


def shared_by(values: Sequence[Observation]) -> Shared:
    first = values[0]
    sources = {value.source_id: value.source for value in values}
    return Shared(
        period=first if len({period_of(value) for value in values}) == 1 else None,
        day=first if len({value.as_of for value in values}) == 1 else None,
        sources=sorted(sources.values(), key=lambda source: source.number),
    )


def period_of(value: Observation) -> tuple[str, bool]:
    return value.period_text, value.is_year_inferred


def noted(values: Iterable[Observation]) -> dict[str, LetteredNote]:
    """Return each note once, by its text, in the order of the values."""
    texts = dict.fromkeys(value.note for value in values if value.note)
    return {
        text: LetteredNote(letters(number), text) for number, text in enumerate(texts)
    }


def letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for 0, 1, … as lists count."""
    before, last = divmod(number, len(ascii_lowercase))
    return (letters(before - 1) if before else "") + ascii_lowercase[last]


def part(
    slug: str,
    label: str,
    statistics: list[Statistic],
    shared: Shared,
    notes: dict[str, LetteredNote],
) -> Part:
    rows = [
        (statistic, value)
        for statistic in statistics
        for value in statistic.current_observations
    ]
    above = [None, *(period_of(value) for _statistic, value in rows)]
    same = {
        value.pk: bool(value.period_text) and period == period_of(value)
        for period, (_statistic, value) in zip(above, rows, strict=False)
    }
    return Part(
        label=label,
        slug=slug,
        entries=[
            RecordEntry(
                statistic,
                [
                    Row(value, number == 0, same[value.pk], notes.get(value.note))
                    for number, value in enumerate(statistic.current_observations)
                ],
            )
            for statistic in statistics
        ],
        has_period=not shared.period and any(row.period_text for _s, row in rows),
        has_day=not shared.day and any(row.as_of for _s, row in rows),
        has_arrests=any(statistic.is_arrest for statistic in statistics),
    )
