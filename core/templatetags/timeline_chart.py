"""The timeline: a strip for every year, and a small ruler for every milestone."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.drawing import text
from core.periods import Precision

register = template.Library()

STRIP_WIDTH = 1100
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


@dataclass(frozen=True)
class Month:
    """One month of the axis."""

    name: str
    x: str
    text_x: str


@dataclass(frozen=True)
class Strip:
    """The milestones of one year, to scale."""

    year: int
    width: int
    height: int
    axis_y: int
    axis_width: str
    end_x: str
    months: list[Month]
    marks: list[Mark]


@dataclass(frozen=True)
class Ruler:
    """The months of a year in small, with the time of one milestone filled in."""

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
    """Strips, newest year first, and entries from the oldest on."""

    strips: list[Strip]
    entries: list[Entry]


@register.filter
def timeline(milestones: Iterable[Any]) -> Timeline:
    """Draw milestones, given in order: their start, end, precision and short title."""
    numbered = list(enumerate(milestones, start=1))
    years = sorted({row.start.year for _, row in numbered}, reverse=True)
    strips, entries = [], []
    for year in years:
        members = [(n, row) for n, row in numbered if row.start.year == year]
        # One year alone is drawn as long as it needs; several share one scale.
        first, last = months_of(members) if len(years) == 1 else (1, 12)
        strips.append(strip(year, members, first, last))
        entries += [
            Entry(row, number, ruler(span(row, first, last), last - first + 1))
            for number, row in members
        ]
    entries.sort(key=lambda entry: entry.number)
    return Timeline(strips, entries)


def last_day(milestone: Any) -> datetime.date:
    """Give the last day of a milestone inside the year in which it began."""
    start: datetime.date = milestone.start
    year_end = datetime.date(start.year, 12, 31)
    return min(milestone.end or start, year_end)


def months_of(members: list[tuple[int, Any]]) -> tuple[int, int]:
    rows = [row for _, row in members]
    return min(r.start.month for r in rows), max(last_day(r).month for r in rows)


def span(milestone: Any, first: int, last: int) -> Span:
    start = milestone.start
    month = start.month - first
    if milestone.precision == Precision.DAY:
        days = calendar.monthrange(start.year, start.month)[1]
        middle = month + (start.day - 0.5) / days
        return Span(middle, middle, is_day=True)
    end = min(last_day(milestone).month, last) - first + 1
    return Span(month, end, is_day=False)


def short_date(milestone: Any) -> str:
    """Give the date without its year, which the strip names."""
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


def lanes(members: list[tuple[int, Any]], places: dict[int, float]) -> dict[int, int]:
    """
    Give each label the lowest lane in which it crosses no other label or stem.

    From right to left: a label must stand above every one that begins under it.
    """
    chosen: dict[int, int] = {}
    for number, row in sorted(
        members, key=lambda item: (places[item[0]], -item[0]), reverse=True
    ):
        reach = places[number] + label_width(row)
        under = [lane for other, lane in chosen.items() if places[other] < reach]
        chosen[number] = max(under, default=-1) + 1
    return chosen


def strip(year: int, members: list[tuple[int, Any]], first: int, last: int) -> Strip:
    count = last - first + 1
    month_width = min(STRIP_WIDTH / count, WIDEST_MONTH)
    spans = {number: span(row, first, last) for number, row in members}
    places = {number: place.start * month_width for number, place in spans.items()}
    lane_of = lanes(members, places)
    axis_y = 22 + LANE * (max(lane_of.values()) + 1)
    marks = [
        mark(number, row, spans[number], month_width, lane_of[number])
        for number, row in members
    ]
    reach = max(places[number] + label_width(row) for number, row in members)
    return Strip(
        year=year,
        width=max(STRIP_WIDTH, int(reach) + 1),
        height=axis_y + 34,
        axis_y=axis_y,
        axis_width=text(count * month_width),
        end_x=text(count * month_width - 0.5),
        months=[
            Month(
                date_format(datetime.date(year, month, 1), "M"),
                text((month - first) * month_width + 0.5),
                text((month - first) * month_width + 8),
            )
            for month in range(first, last + 1)
        ],
        marks=marks,
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
