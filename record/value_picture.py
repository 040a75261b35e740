"""The picture that other sites show beside a link to a figure: the figure itself."""

from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from PIL import Image

from record.cite_this import as_of
from share_images.canvas import (
    BAND,
    BOTTOM,
    HEIGHT,
    LINK,
    MARGIN,
    RIGHT,
    UNIT,
    WIDTH,
    Canvas,
    font,
)
from share_images.cards import write_name
from share_images.fitting import fitted, wrapped
from share_images.views import A_WEEK
from stats.models import Observation

ACROSS = RIGHT - MARGIN
# Of the value, the largest that fits.
SIZES = (220, 190, 160, 136, 116, 98, 84, 72, 60, 50)
LEADING = 1.04
SQUARE, PITCH, ROWS, COLUMNS, LAST_ROW = 11, 17, 6, 34, 21


class Words(NamedTuple):
    """What stands in the picture of a value, from top to bottom."""

    label: str
    value: str
    unit: str
    period: str
    source: str
    caution: str


def words_of(value: Observation) -> Words:
    statistic = value.statistic
    inferred = gettext("year worked out") if value.is_year_inferred else ""
    program = "" if statistic.program.is_own else statistic.program.name
    separate = gettext("Separate program: not task force results.") if program else ""
    unit = value.unit if value.value_text != value.as_published else ""
    return Words(
        label=": ".join(filter(None, [program, statistic.label])),
        value=value.as_published,
        unit=unit,
        period=", ".join(filter(None, [value.period_text, inferred, as_of(value)])),
        source=gettext("Source: %(title)s") % {"title": value.source.title},
        caution=" ".join(filter(None, [separate, statistic.arrest_reminder])),
    )


def picture(value: Observation | None) -> dict[str, Any] | None:
    """Return what a page says of the picture of its value; None for a draft."""
    if not value or not value.is_published:
        return None
    words = words_of(value)
    said = " ".join(filter(None, [words.value, words.unit]))
    facts = [f"{words.label}: {said}", words.period, words.source, words.caution]
    return {
        "url": f"{settings.PUBLIC_URL}/share/values/{value.pk}.png",
        "alt": ". ".join(text.rstrip(".") for text in facts if text) + ".",
        "width": WIDTH,
        "height": HEIGHT,
    }


@require_safe
@cache_control(public=True, max_age=A_WEEK)
def value_picture(request: HttpRequest, number: int) -> HttpResponse:
    """Serve the picture of one published value, which never changes."""
    found = Observation.objects.published().select_related(
        "statistic__program", "source"
    )
    words = words_of(get_object_or_404(found, pk=number))
    return HttpResponse(png(words), content_type="image/png")


@lru_cache(maxsize=64)
def png(words: Words) -> bytes:
    canvas = Canvas(BAND)
    canvas.mark(MARGIN, MARGIN, 96)
    write_name(canvas)
    field_of_squares(canvas)
    top = write_label(canvas, words.label)
    bottom = write_proof(canvas, words)
    write_value(canvas, words, top, bottom)
    file = BytesIO()
    few = canvas.image.quantize(64, dither=Image.Dither.NONE)  # it has three colors
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def field_of_squares(canvas: Canvas) -> None:
    """Draw counted things beside the name, the last row not full."""
    left = RIGHT - (COLUMNS - 1) * PITCH - SQUARE
    for number in range(COLUMNS * (ROWS - 1) + LAST_ROW):
        row, column = divmod(number, COLUMNS)
        canvas.square(left + column * PITCH, MARGIN + row * PITCH, SQUARE, LINK)


def write_label(canvas: Canvas, label: str) -> int:
    """Write what is counted, and return where it ends."""
    face, baseline = font(38, 640), MARGIN + 96 + 62
    for line in wrapped(label, face, ACROSS, most=2):
        canvas.draw.text((MARGIN, baseline), line, fill=UNIT, font=face, anchor="ls")
        baseline += 46
    return baseline - 46 + 14


def write_proof(canvas: Canvas, words: Words) -> int:
    """Write caution, period and source above the foot, and return where they begin."""
    faces = {"faint": font(27, 450), "strong": font(29, 680)}
    rows = [
        *(
            (line, "strong")
            for line in wrapped(words.caution, faces["strong"], ACROSS, 2)
        ),
        *(
            (line, "strong")
            for line in wrapped(words.period, faces["strong"], ACROSS, 1)
        ),
        *((line, "faint") for line in wrapped(words.source, faces["faint"], ACROSS, 2)),
    ]
    baseline = BOTTOM
    for line, kind in reversed(rows):
        fill = UNIT if kind == "faint" else canvas.ground.ink
        canvas.draw.text(
            (MARGIN, baseline), line, fill=fill, font=faces[kind], anchor="ls"
        )
        baseline -= 38
    top = baseline + 38 - 27 - 22
    canvas.rect(MARGIN, top, ACROSS, 3, UNIT)
    return top


def write_value(canvas: Canvas, words: Words, top: int, bottom: int) -> None:
    """Write the value as large as fits between two heights, with its unit behind it."""
    unit_face = font(44, 450)
    room = bottom - top - 24 - (52 if words.unit else 0)
    size, lines = fitted(words.value, SIZES, ACROSS, room, LEADING)
    face = font(size, 320 if size > 100 else 560)
    height = round(size * LEADING)
    used = height * (len(lines) - 1) + round(size * 0.72) + (52 if words.unit else 0)
    baseline = top + (bottom - top - used) // 2 + round(size * 0.72)
    for line in lines:
        canvas.text(line, MARGIN, baseline, face, tracking=-0.03)
        baseline += height
    if words.unit:
        below = baseline - height + 56
        canvas.draw.text(
            (MARGIN, below), words.unit, fill=UNIT, font=unit_face, anchor="ls"
        )
