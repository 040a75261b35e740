"""The pictures' texts and composition."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, override

from share_images import motifs
from share_images.canvas import (
    BAND,
    BOTTOM,
    LIGHT,
    MARGIN,
    Canvas,
    Ground,
    font,
)

NAME = _("Homeland Security Task Force")
STANDARD = "standard"
LONGEST_LINE = 11  # letters of the large words that leave room for the drawing


@dataclass(frozen=True)
class Card:
    """A page type's text (default: the site's name), background and drawing."""

    words: Promise | None
    ground: Ground
    motif: Callable[[Canvas], None]

    @property
    def alt(self) -> str:
        return f"{NAME}: {self.words}" if self.words else str(NAME)


CARDS = {
    "home": Card(None, BAND, motifs.initials),
    "threat": Card(_("Threats"), LIGHT, motifs.divided),
    "record": Card(_("The record"), BAND, motifs.units),
    "region": Card(_("Regions"), LIGHT, motifs.tile_map),
    "agency": Card(_("Agencies"), LIGHT, motifs.overlap),
    "timeline": Card(_("Timeline"), LIGHT, motifs.months),
    "question": Card(_("Questions and answers"), BAND, motifs.question_mark),
    "news": Card(_("News"), LIGHT, motifs.articles),
    STANDARD: Card(None, LIGHT, motifs.article),
}


@cache  # one per name and language, about 30 kB each
def png(name: str, language: str) -> bytes:
    """Render the picture of this name, once per process."""
    card = CARDS[name]
    canvas = Canvas(card.ground)
    with override(language):
        if name != "home":  # whose drawing is the mark itself
            canvas.mark(MARGIN, MARGIN, 96)
        if card.words:
            write_name(canvas)
        write_large(canvas, str(card.words or NAME))
    card.motif(canvas)
    file = BytesIO()
    canvas.image.save(file, "PNG", optimize=True)
    return file.getvalue()


def write_name(canvas: Canvas) -> None:
    """Write the site's name beside its mark, as in the header of every page."""
    face, left = font(36, 720), MARGIN + 96 + 24
    for row, words in enumerate(lines(str(NAME), longest=17)):
        baseline = MARGIN + 40 + 42 * row
        canvas.text(words, left, baseline, face, tracking=-0.012)


def write_large(canvas: Canvas, words: str) -> None:
    """Draw text at the bottom, with the last line on the drawing's baseline."""
    size = 104
    for row, line in enumerate(reversed(lines(words, LONGEST_LINE))):
        canvas.text(line, MARGIN, BOTTOM - size * row, font(size, 780), tracking=-0.036)


def lines(words: str, longest: int) -> list[str]:
    """Break text into lines of at most this many letters, if possible."""
    found: list[str] = []
    for word in words.split():
        if found and len(found[-1]) + 1 + len(word) <= longest:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
