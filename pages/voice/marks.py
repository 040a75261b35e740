"""The sentences that the fixtures mark because they may name who speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.seeding.files import ATTRIBUTED, read_csv, read_yaml
from pages.voice.passages import sentences

TOKEN = re.compile(r"\{\{ *(?:cite|attributed)\b.*?\}\}", re.DOTALL)
FIGURE = re.compile(r"\{\{ *statistic:.*?\}\}")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"\*+")
# In running text a blank line or a bullet begins a passage; elsewhere lines are joined.
BREAK = re.compile(r"\n\s*\n|\n\s*(?:[-*]|\d+\.) ")
START = re.compile(r"^\s*(?:[-*]|\d+\.|#+) ")
ANY_FIGURE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Mark:
    """One marked sentence: as a pattern, because its figures come from the record."""

    kind: str
    file: str
    sentence: str

    @property
    def pattern(self) -> str:
        return ".{1,160}?".join(map(re.escape, self.sentence.split(ANY_FIGURE)))

    def covers(self, sentence: str) -> bool:
        return bool(re.fullmatch(self.pattern, sentence))

    def stands_in(self, text: str) -> bool:
        return bool(re.search(self.pattern, text))


def as_read(text: str) -> str:
    """Return a passage of a fixture as readers see it, with a sign for each figure."""
    plain = FIGURE.sub(ANY_FIGURE, TOKEN.sub("", text))
    plain = EMPHASIS.sub("", LINK.sub(r"\1", START.sub("", plain)))
    return " ".join(plain.split())


def marked_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each mark, and the sentence in front of it."""
    for passage in BREAK.split(text):
        for mark in ATTRIBUTED.finditer(passage):
            before = sentences(as_read(passage[: mark.start()]))
            yield mark[1], before[-1] if before else ""


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def marks(root: Path) -> list[Mark]:
    """Return every marked sentence of a folder of fixtures."""
    return [
        Mark(kind, path.relative_to(root).as_posix(), sentence)
        for path in sorted([*root.rglob("*.yaml"), *root.rglob("*.csv")])
        for text in texts(read_csv(path) if path.suffix == ".csv" else read_yaml(path))
        for kind, sentence in marked_in(text)
    ]
