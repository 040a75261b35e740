"""The timeline: a strip to scale, and a small ruler for every milestone."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template

from core.drawing import text
from timeline.layout import Span, Strip, month_of, span, strip

register = template.Library()

MOST_MONTHS = 18  # that one strip can hold
RULER_PITCH = 18
RULER_CELL = 16


@dataclass(frozen=True)
class Ruler:
    """The months of a strip in small, with the time of one milestone filled in."""

    width: int
    cells: str
    x: str
    mark_width: str
    is_day: bool


@dataclass(frozen=True)
class NumberedMilestone:
    """One milestone of the list, with its number and ruler."""

    milestone: Any
    number: int
    ruler: Ruler


@dataclass(frozen=True)
class Timeline:
    """Strips, the newest first, and entries from the oldest on."""

    strips: list[Strip]
    entries: list[NumberedMilestone]

    @property
    def is_dense(self) -> bool:
        return any(strip.is_dense for strip in self.strips)


@register.filter
def timeline(milestones: Iterable[Any]) -> Timeline:
    """Draw milestones, given in order: their start, end, precision and short title."""
    numbered = list(enumerate(milestones, start=1))
    strips: list[Strip] = []
    entries: list[NumberedMilestone] = []
    for members in stretches(numbered):
        first = min(month_of(row.start) for _, row in members)
        last = max(month_of(row.end or row.start) for _, row in members)
        count = last - first + 1
        strips.insert(0, strip(members, first, count))
        entries += [
            NumberedMilestone(row, number, ruler(span(row, first), count))
            for number, row in members
        ]
    return Timeline(strips, entries)


def stretches(numbered: list[tuple[int, Any]]) -> list[list[tuple[int, Any]]]:
    """All in one stretch if that stays readable, else one for every year of starts."""
    if not numbered:
        return []
    first = month_of(numbered[0][1].start)
    last = max(month_of(row.end or row.start) for _, row in numbered)
    if last - first < MOST_MONTHS:
        return [numbered]
    return [
        list(rows) for _, rows in groupby(numbered, lambda item: item[1].start.year)
    ]


def ruler(place: Span, months: int) -> Ruler:
    start = place.start * RULER_PITCH
    return Ruler(
        width=months * RULER_PITCH - (RULER_PITCH - RULER_CELL),
        cells="".join(f"M{index * RULER_PITCH} 0h16v7h-16z" for index in range(months)),
        x=text(start - 1.5 if place.is_day else start),
        mark_width=text(
            3
            if place.is_day
            else (place.end - place.start) * RULER_PITCH - (RULER_PITCH - RULER_CELL)
        ),
        is_day=place.is_day,
    )
