"""
A strip of months: an axis to scale, and the milestones of that time above it.

One unit is a unit of the viewBox, STRIP_WIDTH wide. The smallest screen that shows a
strip gives it 920 pixels: there the type of 15 units is still 12 pixels high.
"""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from core.drawing import shortened, text, text_width
from core.periods import Precision

STRIP_WIDTH = 1100
WIDEST_MONTH = 160
MONTH_ROOM = 46  # the space that a month's name, or a year, needs
LABEL_SIZE = 16  # the type size of the labels, as in timeline-strip.css
MOST_LETTERS = 22
MOST_LANES = 4  # of labels with text; beyond that, only numbers are drawn
LANE = 56  # from one label to the one above it
NUMBER_LANE = 28
NUMBER_BOX = 22


@dataclass(frozen=True)
class Span:
    """When something happened, in months since the strip began."""

    start: float
    end: float
    is_day: bool


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
    """Return the date without its year, which the axis shows."""
    start = milestone.start
    if milestone.precision == Precision.DAY:
        return date_format(start, "M j")
    if milestone.precision == Precision.MONTH or not milestone.end:
        return date_format(start, "F")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(start, "M"),
        "last": date_format(milestone.end, "M"),
    }


def label(milestone: Any) -> str:
    return milestone.short_title or shortened(milestone.title, MOST_LETTERS)


def box_width(number: int) -> int:
    """Return the space for a milestone's number."""
    return max(NUMBER_BOX, int(text_width(str(number), LABEL_SIZE)))


def label_width(number: int, milestone: Any, *, is_dense: bool) -> float:
    width = box_width(number) + 4
    if is_dense:
        return width
    words = [label(milestone), short_date(milestone)]
    return width + 12 + max(text_width(line, LABEL_SIZE) for line in words)


@dataclass(frozen=True)
class Layout:
    """
    The layout of labels: units in a month, a place and a lane for each number.

    A label extends from its place to the right; the `flipped` one to the left.
    """

    scale: float
    places: dict[int, float]
    lanes: dict[int, int]
    flipped: int | None


def layout(spans: dict[int, Span], widths: dict[int, float], count: int) -> Layout:
    """Stretch the months as long as every label still fits the strip."""
    full = min(STRIP_WIDTH / count, WIDEST_MONTH)
    last = max(spans, key=lambda number: (spans[number].start, number))

    def fitting(numbers: Iterable[int]) -> float:
        ends = [
            (STRIP_WIDTH - widths[number]) / spans[number].start
            for number in numbers
            if spans[number].start
        ]
        return min([full, *ends])

    # The last label may be flipped if that leaves more room for all of them.
    scale = fitting(number for number in spans if number != last)
    edge = spans[last].start * scale
    begin = edge - widths[last]
    flipped = None
    if edge + widths[last] > STRIP_WIDTH and not any(
        place.start * scale > begin for n, place in spans.items() if n != last
    ):
        flipped = last
    else:
        scale = fitting(spans)
    places = {number: place.start * scale for number, place in spans.items()}
    return Layout(scale, places, lanes(places, widths, flipped), flipped)


def lanes(
    places: dict[int, float], widths: dict[int, float], flipped: int | None
) -> dict[int, int]:
    """
    Return, for each label, the lowest lane where it crosses no label or stem.

    From right to left: a label must be above every one that begins under it, whose
    stem would cross it otherwise.
    """
    chosen: dict[int, int] = {}
    begins: dict[int, float] = {}
    for number in sorted(places, key=lambda n: (places[n], -n), reverse=True):
        reach = places[number] + widths[number] * (number != flipped)
        under = [lane for other, lane in chosen.items() if begins[other] < reach]
        begins[number] = places[number] - widths[number] * (number == flipped)
        chosen[number] = max(under, default=-1) + 1
    return chosen


def strip(members: list[tuple[int, Any]], first: int, count: int) -> SimpleNamespace:
    """
    Draw the milestones of one stretch of months, to scale.

    A dense strip has no room for text: its numbers are those of the list.
    """
    spans = {number: span(row, first) for number, row in members}

    def laid_out(*, is_dense: bool) -> Layout:
        widths = {n: label_width(n, row, is_dense=is_dense) for n, row in members}
        return layout(spans, widths, count)

    chosen = laid_out(is_dense=False)
    is_dense = max(chosen.lanes.values()) >= MOST_LANES
    if is_dense:
        chosen = laid_out(is_dense=True)
    lane = NUMBER_LANE if is_dense else LANE
    axis_y = 36 + lane * (max(chosen.lanes.values()) + 1)
    return SimpleNamespace(
        first=first_day(first),
        last=first_day(first + count - 1),
        width=STRIP_WIDTH,
        height=axis_y + 50,
        axis_y=axis_y,
        axis_width=text(count * chosen.scale),
        end_x=text(count * chosen.scale - 0.5),
        is_dense=is_dense,
        months=months(first, count, chosen.scale),
        marks=[
            mark(number, row, spans[number], chosen, lane * chosen.lanes[number])
            for number, row in members
        ],
    )


def first_day(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)


def months(first: int, count: int, scale: float) -> list[SimpleNamespace]:
    """Label as many months, and years in their first month, as fit."""
    named: list[SimpleNamespace] = []
    name_from = year_from = 0.0
    for index in range(count):
        day, x = first_day(first + index), index * scale
        name = date_format(day, "M") if x >= name_from else ""
        is_first = index == 0 or day.month == 1
        year = date_format(day, "Y") if is_first and x >= year_from else ""
        if name:
            name_from = x + MONTH_ROOM
        if year:
            year_from = x + MONTH_ROOM
        if name or year:
            named.append(
                SimpleNamespace(
                    name=name, year=year, x=text(x + 0.5), text_x=text(x + 8)
                )
            )
    return named


def mark(
    number: int, milestone: Any, place: Span, chosen: Layout, lift: int
) -> SimpleNamespace:
    """
    Draw one milestone: its time on the axis, its label `lift` units above the lowest.

    y counts from the axis, so it is negative above it.
    """
    start = place.start * chosen.scale
    length = (place.end - place.start) * chosen.scale
    return SimpleNamespace(
        number=number,
        title=label(milestone),
        date=short_date(milestone),
        x=text(start - 2 if place.is_day else start + 2),
        y=-14 if place.is_day else -6,
        width=text(4 if place.is_day else max(length - 4, 1)),
        height=28 if place.is_day else 12,
        stem_x=text(max(start, 0.5)),
        stem_y=-36 - lift,
        label_x=text(max(start - 1, 0)),
        label_y=-58 - lift,
        box_width=box_width(number),
        number_x=text(box_width(number) / 2),
        words_x=box_width(number) + 8,
        is_flipped=number == chosen.flipped,
    )
