"""The timeline: a strip to scale, and a small ruler for every milestone."""

from collections.abc import Iterable
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from django import template

from core.drawing import text
from timeline.layout import Span, month_of, span, strip

register = template.Library()

MOST_MONTHS = 18  # that one strip can hold
RULER_PITCH = 18
RULER_CELL = 16


@register.filter
def timeline(milestones: Iterable[Any]) -> SimpleNamespace:
    """
    Draw milestones, given in order: their start, end, precision and short title.

    Return parts in the order of time, each with its years, its strip and its entries;
    and the strips and the entries of all of them.
    """
    numbered = list(enumerate(milestones, start=1))
    parts = [part(members) for members in stretches(numbered)]
    strips = [each.strip for each in parts]
    return SimpleNamespace(
        parts=parts,
        strips=strips,
        entries=[entry for each in parts for entry in each.entries],
        is_dense=any(strip.is_dense for strip in strips),
    )


def part(members: list[tuple[int, Any]]) -> SimpleNamespace:
    """Draw a stretch of months, and each of its milestones on a ruler of them."""
    first = min(month_of(row.start) for _, row in members)
    last = max(month_of(row.end or row.start) for _, row in members)
    count = last - first + 1
    return SimpleNamespace(
        year=members[0][1].start.year,
        strip=strip(members, first, count),
        entries=[
            SimpleNamespace(
                milestone=row, number=number, ruler=ruler(span(row, first), count)
            )
            for number, row in members
        ],
    )


def stretches(numbered: list[tuple[int, Any]]) -> list[list[tuple[int, Any]]]:
    """All in one strip if it stays readable, else one per year of starts."""
    if not numbered:
        return []
    first = month_of(numbered[0][1].start)
    last = max(month_of(row.end or row.start) for _, row in numbered)
    if last - first < MOST_MONTHS:
        return [numbered]
    return [
        list(rows) for _, rows in groupby(numbered, lambda item: item[1].start.year)
    ]


def ruler(place: Span, months: int) -> SimpleNamespace:
    """Draw the months of a strip in small, with the time of one milestone filled in."""
    gap = RULER_PITCH - RULER_CELL
    start = place.start * RULER_PITCH
    length = (place.end - place.start) * RULER_PITCH
    return SimpleNamespace(
        width=months * RULER_PITCH - gap,
        cells="".join(f"M{n * RULER_PITCH} 0h16v7h-16z" for n in range(months)),
        x=text(start - 1.5 if place.is_day else start),
        mark_width=text(3 if place.is_day else length - gap),
        is_day=place.is_day,
    )
