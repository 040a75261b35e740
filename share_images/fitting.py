"""Breaks and sizes text so that it fits."""

from collections.abc import Sequence

from PIL import ImageFont

from share_images.canvas import font

ELLIPSIS = "…"


def wrapped(
    text: str, face: ImageFont.FreeTypeFont, width: int, most: int = 99
) -> list[str]:
    """Break text into lines of at most this width; cut what exceeds `most` lines."""
    lines: list[str] = []
    for word in text.split():
        for piece in pieces(word, face, width):
            joined = f"{lines[-1]} {piece}" if lines else piece
            if lines and face.getlength(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and face.getlength(last + ELLIPSIS) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;:") + ELLIPSIS]


def pieces(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Cut a word that is wider than a line."""
    found = [""]
    for letter in word:
        if found[-1] and face.getlength(found[-1] + letter) > width:
            found.append("")
        found[-1] += letter
    return found


def fitted(
    text: str, sizes: Sequence[int], width: int, height: int, leading: float
) -> tuple[int, list[str]]:
    """Return the largest size at which the text fits, and its lines there."""
    for size in sizes:
        face = font(size, 560)
        lines = wrapped(text, face, width)
        is_whole = len(lines) == 1 or all(
            face.getlength(word) <= width for word in text.split()
        )
        if is_whole and len(lines) * size * leading <= height:
            return size, lines
    size = sizes[-1]
    most = max(1, int(height / (size * leading)))
    return size, wrapped(text, font(size, 560), width, most)
