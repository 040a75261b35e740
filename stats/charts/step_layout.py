"""
The geometry of a step chart: lines, their values, and text where there is room.

A line keeps its height until the next value. It ends where the source withdrew
its value, or gave words instead of a number. One unit is a unit of the viewBox;
the narrow drawing is shown from 288 to 384 pixels wide, so type stays above 13 pixels.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from core.drawing import (
    Box,
    Rect,
    is_free,
    rect,
    shortened,
    spaced_width,
    text,
    text_width,
)
from stats.charts.series import (
    Series,
    day_of,
    has_height,
    is_withdrawal,
    is_wrong,
    moment_of,
)
from stats.charts.step_shapes import Label, Marker, StepLine, cross
from stats.charts.values import is_open

# The chart is drawn twice, for wide and for narrow screens, so that its letters keep
# their size; style sheets show the one that fits.
WIDTHS = {"wide": 640, "narrow": 300}
PLOT_TOP = 40
PLOT_HEIGHT = 180
BASE = PLOT_TOP + PLOT_HEIGHT  # y of zero
HEIGHT = BASE + 34
LEFT = 6
STUB = 36  # how far the last value continues: it is still current
TYPE = 14  # the type size, as in step-chart.css
MOST_LETTERS = 24
MARKER = 8
TICK_ROOM = 4
KEY = 20  # the box with a line's letter


class StepDrawing:
    """
    The chart at one width, which keeps labels from overlapping.

    `days` have a tick each, `dates` label some of them.
    """

    height, base = HEIGHT, BASE

    def __init__(
        self, name: str, width: int, series: list[Series], *, is_as_of: bool
    ) -> None:
        self.name, self.width, self.series = name, width, series
        self.is_as_of = is_as_of
        rows = [row for one in series for row in one.rows]
        heights = [
            float(row.upper_bound or row.number) for row in rows if has_height(row)
        ]
        self.most = max(heights) or 1.0
        moments = [moment_of(row, is_as_of=is_as_of) for row in rows]
        self.first, self.last = min(moments), max(moments)
        self.end = width - (KEY + 6 if len(series) > 1 else 0)  # of a continuing line
        self.taken: list[Box] = []
        self.squares: list[Box] = []
        keys = self.keys()
        self.lines = [self.line(one, keys.get(one.letter)) for one in series]
        self.labels = self.placed_labels()
        self.days = self.day_ticks()
        self.dates = self.placed_dates()

    def x(self, row: Any) -> float:
        gone = moment_of(row, is_as_of=self.is_as_of) - self.first
        room = self.end - STUB - LEFT
        return LEFT + room * gone / ((self.last - self.first) or 1.0)

    def y(self, number: Any) -> float:
        return BASE - PLOT_HEIGHT * float(number) / self.most

    def keys(self) -> dict[str, Rect]:
        """Place the letter of each line where it ends, at the right edge or before."""
        if len(self.series) < 2:
            return {}
        places: dict[str, tuple[float, float]] = {}
        lowest = 0.0
        for one in sorted(self.series, key=lambda one: self.y(one.drawn[-1].number)):
            top = self.y(one.drawn[-1].number) - KEY / 2
            if has_height(one.rows[-1]):
                top = max(top, lowest)
                lowest = top + KEY + 2
                places[one.letter] = self.end + 6, top
            else:
                places[one.letter] = self.x(one.rows[-1]) + 10, top
        over = max(lowest - 2 - BASE, 0)
        keys = {
            letter: (x, top - over if x > self.end else top)
            for letter, (x, top) in places.items()
        }
        self.taken += [Box(x, top, x + KEY, top + KEY) for x, top in keys.values()]
        return {letter: rect(x, top, KEY, KEY) for letter, (x, top) in keys.items()}

    def line(self, series: Series, key: Rect | None) -> StepLine:
        path, ends, ranges, markers = "", [], [], []
        height: float | None = None  # the line's current height
        # Where squares would touch, the steps alone must suffice.
        is_dense = len(series.rows) * MARKER * 2 > self.end - LEFT
        reaches = [*(self.x(row) for row in series.rows[1:]), self.end]
        for row, reach in zip(series.rows, reaches, strict=True):
            x = self.x(row)
            if not has_height(row):
                if height is not None and is_withdrawal(row):
                    ends.append(cross(x, height, 5))
                    self.taken.append(Box(x - 6, height - 6, x + 6, height + 6))
                height = None
                continue
            y = self.y(row.number)
            path += f"V{text(y)}" if height is not None else f"M{text(x)} {text(y)}"
            path += f"H{text(reach)}"
            self.keep_free(x, y, reach, height)
            height = y
            if row.upper_bound:
                top = self.y(row.upper_bound)
                ranges.append(rect(x, top, max(reach - x, 2), y - top))
                self.taken.append(Box(x, top, reach, y))
            marker = self.marker(row, x, y, is_crossed=is_wrong(series, row))
            if not is_dense or marker.cross or marker.ticks or row is series.rows[-1]:
                markers.append(marker)
        return StepLine(series.letter, series.style, path, markers, ranges, ends, key)

    def keep_free(self, x: float, y: float, reach: float, before: float | None) -> None:
        self.taken.append(Box(x, y - 1, reach, y + 1))
        self.squares.append(Box(x - 5, y - 5, x + 5, y + 5))
        self.taken.append(self.squares[-1])
        if before is not None:
            self.taken.append(Box(x - 1, min(y, before), x + 1, max(y, before)))

    def marker(self, row: Any, x: float, y: float, *, is_crossed: bool) -> Marker:
        ticks = []
        if is_open(row.qualifier):
            above = y if not row.upper_bound else self.y(row.upper_bound)
            steps = (7, 10, 13)
            ticks = [rect(x - 4, above - step, MARKER, 1.5) for step in steps]
            self.taken.append(Box(x - 4, above - 13, x + 4, above))
        half = MARKER / 2
        return Marker(
            box=rect(x - half, y - half, MARKER, MARKER),
            cross=cross(x, y, half + 3) if is_crossed else "",
            ticks=ticks,
        )

    def placed_labels(self) -> list[Label]:
        """Label the newest and first value of each line, then others that fit."""
        ends = [one.rows[-1] for one in self.series]
        starts = [one.rows[0] for one in self.series]
        rest = [row for one in self.series for row in reversed(one.rows[1:-1])]
        order = list({row.pk: row for row in [*ends, *starts, *rest]}.values())
        heights = {row.pk: y for one in self.series for row, y in self.heights(one)}
        return [
            label
            for row in order
            if row.pk in heights and (label := self.label(row, heights[row.pk]))
        ]

    def heights(self, series: Series) -> list[tuple[Any, float]]:
        """Return each value's y; withdrawn values keep the height they had."""
        found: list[tuple[Any, float]] = []
        height: float | None = None
        for row in series.rows:
            if has_height(row):
                height = self.y(row.number)
            elif not is_withdrawal(row):
                height = None
            if height is not None:
                found.append((row, height))
        return found

    def label(self, row: Any, y: float) -> Label | None:
        words = shortened(row.as_published, MOST_LETTERS)
        top = y
        if is_withdrawal(row):
            words = gettext("taken back")
        elif row.upper_bound:
            top = self.y(row.upper_bound)
        if is_open(row.qualifier):
            top -= 8
        x, width = self.x(row), spaced_width(words, TYPE)
        plot = Box(0, 0, self.width, BASE - 2)
        for baseline in (top - 10, y + TYPE + 8):
            # Aligned with its square, or beside a line that rises or falls from it.
            for anchor, place in (
                ("start", x - 4),
                ("end", x + 4),
                ("start", x + 8),
                ("end", x - 8),
            ):
                left = place if anchor == "start" else place - width
                box = Box(left, baseline - TYPE + 2, left + width, baseline + 4)
                # A value between a label and its own would seem to be the labeled one.
                ends = (box.bottom, y - 5) if baseline < y else (y + 5, box.top)
                between = Box(x - 4, ends[0], x + 4, ends[1])
                has_room = box.is_inside(plot) and is_free(box, self.taken)
                if has_room and is_free(between, self.squares):
                    self.taken.append(box)
                    return Label(words, text(place), text(baseline), anchor)
        return None

    def day_ticks(self) -> list[str]:
        """Return the x of each value, for a tick, as long as ticks stay apart."""
        drawn: list[float] = []
        for x in sorted(self.x(row) for one in self.series for row in one.rows):
            if not drawn or x - drawn[-1] >= TICK_ROOM:
                drawn.append(x)
        return [text(x) for x in drawn]

    def placed_dates(self) -> list[Label]:
        """Return labels of the first day, the last, and all between that fit."""
        places = {
            day_of(row, is_as_of=self.is_as_of): self.x(row)
            for one in self.series
            for row in reversed(one.rows)
        }
        days = sorted(places)
        named: list[Label] = []
        taken: list[Box] = []
        for day in dict.fromkeys([days[0], days[-1], *days]):
            words = date_format(day, "M j, Y")
            half = text_width(words, TYPE) / 2
            middle = min(max(places[day], half), self.width - half)
            box = Box(middle - half - 4, 0, middle + half + 4, TYPE)
            if is_free(box, taken):
                taken.append(box)
                named.append(Label(words, text(middle), text(BASE + 26), "middle"))
        return named
