"""The timeline: a strip to scale, and a small ruler for every milestone."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.drawing import text
from core.periods import Precision

register = template.Library()

STRIP_WIDTH = 1100
MOST_MONTHS = 18  # that one strip can hold
WIDEST_MONTH = 160
LANE = 64
LETTER = 8.4  # the usual width of a letter of the labels
RULER_PITCH = 18
RULER_CELL = 16


@dataclass(frozen=True)
class Span:
    """When something happened, in months since the strip began."""

    start: float
    end: float
    is_day: bool


@dataclass(frozen=True)
class Mark:
    """One milestone on a strip: its time on the axis, its label above; y from there."""

    milestone: Any
    number: int
    title: str
    date: str
    x: str
    y: int
    width: str
    height: int
    stem_x: str
    stem_y: int
    label_x: str
    label_y: int
    is_flipped: bool = False


@dataclass(frozen=True)
class Month:
    """One month of the axis; the first one and every January also name the year."""

    name: str
    year: str
    x: str
    text_x: str


@dataclass(frozen=True)
class Strip:
    """Milestones of one stretch of months, to scale."""

    width: int
    height: int
    axis_y: int
    axis_width: str
    end_x: str
    months: list[Month]
    marks: list[Mark]


@dataclass(frozen=True)
class Ruler:
    """The months of a strip in small, with the time of one milestone filled in."""

    width: int
    cells: str
    x: str
    mark_width: str
    is_day: bool


@dataclass(frozen=True)
class Entry:
    """One milestone of the list, with its number and ruler."""

    milestone: Any
    number: int
    ruler: Ruler


@dataclass(frozen=True)
class Timeline:
    """Strips, the newest first, and entries from the oldest on."""

    strips: list[Strip]
    entries: list[Entry]


@register.filter
def timeline(milestones: Iterable[Any]) -> Timeline:
    """Draw milestones, given in order: their start, end, precision and short title."""
    numbered = list(enumerate(milestones, start=1))
    strips: list[Strip] = []
    entries: list[Entry] = []
    for members in stretches(numbered):
        first = min(month_of(row.start) for _, row in members)
        last = max(month_of(row.end or row.start) for _, row in members)
        count = last - first + 1
        strips.insert(0, strip(members, first, count))
        entries += [
            Entry(row, number, ruler(span(row, first), count))
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


def month_of(day: datetime.date) -> int:
    """Count months without a break from year to year."""
    return day.year * 12 + day.month - 1


def span(milestone: Any, first: int) -> Span:
    start = milestone.start
    month = month_of(start) - first
    if milestone.precision == Precision.DAY:
        days = calendar.monthrange(start.year, start.month)[1]
        middle = month + (start.day - 0.5) / days
        return Span(middle, middle, is_day=True)
    return Span(month, month_of(milestone.end or start) - first + 1, is_day=False)


def short_date(milestone: Any) -> str:
    """Give the date without its year, which the axis names."""
    start = milestone.start
    if milestone.precision == Precision.DAY:
        return date_format(start, "M j")
    if milestone.precision == Precision.MONTH or not milestone.end:
        return date_format(start, "F")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(start, "M"),
        "last": date_format(milestone.end, "M"),
    }


def label_width(milestone: Any) -> float:
    title = milestone.short_title or milestone.title[:18]
    return 38 + LETTER * max(len(title), len(short_date(milestone)))


def is_flipped(number: int, width: float, places: dict[int, float]) -> bool:
    """Whether a label stands left of its mark: only where it would leave the strip."""
    place = places[number]
    nearby = any(place - width < other < place for other in places.values())
    return place + width > STRIP_WIDTH and not nearby


def lanes(places: dict[int, float], widths: dict[int, float]) -> dict[int, int]:
    """
    Give each label the lowest lane in which it crosses no other label or stem.

    From right to left: a label must stand above every one that begins under it.
    """
    chosen: dict[int, int] = {}
    begins: dict[int, float] = {}
    for number in sorted(places, key=lambda n: (places[n], -n), reverse=True):
        reach = places[number] + widths[number]
        under = [chosen[other] for other in chosen if begins[other] < reach]
        begins[number] = places[number]
        if is_flipped(number, widths[number], places):
            under, begins[number] = [], places[number] - widths[number]
        chosen[number] = max(under, default=-1) + 1
    return chosen


def strip(members: list[tuple[int, Any]], first: int, count: int) -> Strip:
    scale = min(STRIP_WIDTH / count, WIDEST_MONTH)
    spans = {number: span(row, first) for number, row in members}
    places = {number: place.start * scale for number, place in spans.items()}
    widths = {number: label_width(row) for number, row in members}
    lane_of = lanes(places, widths)
    axis_y = 22 + LANE * (max(lane_of.values()) + 1)
    marks = [
        replace(
            mark(number, row, spans[number], scale, lane_of[number]),
            is_flipped=is_flipped(number, widths[number], places),
        )
        for number, row in members
    ]
    reach = max(
        places[drawn.number] + widths[drawn.number] * (not drawn.is_flipped)
        for drawn in marks
    )
    return Strip(
        width=max(STRIP_WIDTH, int(reach) + 1),
        height=axis_y + 44,
        axis_y=axis_y,
        axis_width=text(count * scale),
        end_x=text(count * scale - 0.5),
        months=[
            month(first + index, index * scale, has_year=index == 0)
            for index in range(count)
        ],
        marks=marks,
    )


def month(number: int, x: float, *, has_year: bool) -> Month:
    day = datetime.date(number // 12, number % 12 + 1, 1)
    return Month(
        name=date_format(day, "M"),
        year=date_format(day, "Y") if has_year or day.month == 1 else "",
        x=text(x + 0.5),
        text_x=text(x + 8),
    )


def mark(number: int, milestone: Any, place: Span, scale: float, lane: int) -> Mark:
    start = place.start * scale
    return Mark(
        milestone=milestone,
        number=number,
        title=milestone.short_title or milestone.title[:18],
        date=short_date(milestone),
        x=text(start - 2 if place.is_day else start + 2),
        y=-14 if place.is_day else -6,
        width=text(4 if place.is_day else (place.end - place.start) * scale - 4),
        height=28 if place.is_day else 12,
        stem_x=text(max(start, 0.5)),
        stem_y=-44 - LANE * lane,
        label_x=text(max(start - 1, 0)),
        label_y=-66 - LANE * lane,
    )


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
