"""Every text of the fixtures that becomes a page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pages.auditing.place import Place
from pages.seeding.files import Entry
from pages.seeding.kinds import KINDS, PAGES, entries
from pages.seeding.values import IN_TEXT
from stats.typed_figures import Figure, figures, typed_figures

# The exact words of a source, as a block or with a citation.
QUOTATIONS = {"quote"}
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def lines(text: str) -> str:
    """Give the words of a fixture's text; statistics leave a gap."""
    return MARKDOWN_LINK.sub(r"\1", IN_TEXT.sub(" ", text)).replace("*", "")


def texts(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        # A key of another entry has no space.
        if " " in value:
            yield at, lines(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in QUOTATIONS:
                yield from texts(inner, f"{at}.{name}" if at else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from texts(inner, f"{at}[{number}]")


def record_of(root: Path) -> list[Figure]:
    """Give what the fixtures hold: values that no other replaces."""
    statistics, observations = (
        entries(kind, root)
        for kind in KINDS
        if kind.name in {"statistic", "observation"}
    )
    replaced = {entry.data.get("supersedes") for entry in observations}
    values = defaultdict(list)
    for entry in observations:
        if entry.key not in replaced:
            values[entry.data.get("statistic")].append(value_of(entry))
    return [
        figure
        for entry in statistics
        for figure in figures(
            entry.key,
            str(entry.data.get("label", "")),
            str(entry.data.get("unit", "")),
            values[entry.key],
        )
    ]


def value_of(entry: Entry) -> tuple[Decimal | None, Decimal | None, str]:
    bounds = (
        Decimal(str(number)) if isinstance(number, int | float) else None
        for number in (entry.data.get("number"), entry.data.get("upper_bound"))
    )
    return (*bounds, str(entry.data.get("also_stated_as", "")))  # type: ignore[return-value]  # of two


def typed_in_fixtures(root: Path) -> Iterator[Place]:
    """Raise SeedError for a file that cannot be read."""
    record = record_of(root)
    for entry in entries(PAGES, root):
        for field, text in texts(entry.data, ""):
            for finding in typed_figures(text, record):
                yield Place(f"{entry.file}: {entry.key}", field, finding)
