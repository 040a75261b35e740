"""
Plain geometry for templates to draw as SVG.

One unit is a unit of the drawing's viewBox; x grows to the right and y downwards.
Coordinates are text, so that no locale formats them with a decimal comma.
"""

from dataclasses import dataclass
from functools import lru_cache

# How wide letters of the site's typeface are in bold, in parts of the type size.
LETTERS = {
    0.28: " `'.,:;i!|j",
    0.34: "Il()[]",
    0.42: "/-{}Jfrt1",
    0.53: '*"^zsv?_',
    0.58: "cay<>eo+=Lkx",
    0.62: "hnupq~#FTbd7",
    0.66: "20Eg4693PYZ",
    0.72: "58$BRSVCDKXAU",
    0.79: "GO&HQNw",
    0.97: "@mM%W…—",
}
WIDTHS = {letter: width for width, letters in LETTERS.items() for letter in letters}
USUAL_WIDTH = 0.72  # of letters from other alphabets

# What readers may add, in parts of the type size.
LETTER_SPACING = 0.12
WORD_SPACING = 0.16


def text(number: float) -> str:
    """Format a coordinate as briefly as precision allows."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=2000)  # Each name is tried in several places.
def text_width(words: str, size: float) -> float:
    """Return an upper bound for the width of text in bold type of this size."""
    return size * sum(WIDTHS.get(letter, USUAL_WIDTH) for letter in words)


def spaced_width(words: str, size: float) -> float:
    """Return the width with the letter spacing of WCAG 2.2, 1.4.12."""
    return text_width(words, size) + size * (
        LETTER_SPACING * len(words) + WORD_SPACING * words.count(" ")
    )


def shortened(words: str, letters: int) -> str:
    """Truncate what is too long for a drawing, between words if possible."""
    if len(words) <= letters:
        return words
    whole = words[: letters + 1].rpartition(" ")[0] or words[: letters - 1]
    return whole.rstrip(" ,;:.-") + "…"


@dataclass(frozen=True)
class Rect:
    """One rectangle of a drawing."""

    x: str
    y: str
    width: str
    height: str


def rect(x: float, y: float, width: float, height: float) -> Rect:
    return Rect(text(x), text(y), text(width), text(height))


@dataclass(frozen=True)
class Box:
    """The space that something takes, to keep other things out of it."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_inside(self, other: "Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def is_free(box: Box, taken: list[Box]) -> bool:
    return not any(box.overlaps(other) for other in taken)
