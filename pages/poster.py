"""The poster for the help page: its paper size, its URL and its QR code."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from segno.utils import matrix_to_lines  # type: ignore[attr-defined]  # stubs lack it

from regions.models import NationalLine

QUIET_ZONE = 4  # modules of white that scanners need on every side


@dataclass(frozen=True)
class Paper:
    """A paper size. Each has its own style sheet: `@page` takes no class."""

    key: str
    name: Any
    size: Any


PAPERS = {
    paper.key: paper
    for paper in (
        Paper("letter", _("Letter"), _("8.5 by 11 inches")),
        Paper("a4", _("A4"), _("210 by 297 millimeters")),
    )
}


@dataclass(frozen=True)
class QRCode:
    """A QR code as one path, in modules, with its quiet zone."""

    size: int
    path: str


def printed_address() -> str:
    """Return the help page's URL, short enough to type from a poster."""
    return f"{settings.PUBLIC_URL}/help"


def origins(lines: Iterable[NationalLine]) -> list[str]:
    """Name each source once, with its date, and its numbers if there are several."""
    found: dict[str, list[str]] = {}
    for line in lines:
        day = date_format(line.as_of, "F j, Y") if line.as_of else ""
        told = _(", as of %(day)s") % {"day": day} if day else ""
        found.setdefault(f"{line.source.title}{told}", []).append(line.phone)
    if len(found) < 2:
        return list(found)
    return [f"{', '.join(phones)}: {origin}" for origin, phones in found.items()]


def qr_code(address: str) -> QRCode:
    """Render the code. A quarter of it may be damaged (level Q)."""
    code = segno.make_qr(address, error="q")
    runs = matrix_to_lines(code.matrix, QUIET_ZONE, QUIET_ZONE)
    return QRCode(
        size=len(code.matrix) + 2 * QUIET_ZONE,
        path="".join(f"M{x} {y}h{end - x}v1h{x - end}z" for (x, y), (end, _y) in runs),
    )
