"""The running text of a finished page, passage by passage, and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

BLOCKS = {
    "main", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd",
    "div", "section", "article", "figure", "figcaption", "tr", "table", "ul", "ol",
    "dl", "header", "footer", "aside", "details", "summary", "blockquote", "nav",
    "form", "label", "br", "caption", "option",
}  # fmt: skip
UNREAD = {"script", "style", "svg", "template", "noscript"}
NOTES = ("doc-endnote", "doc-footnote")
MARK = "doc-noteref"
# What is written in sentences; the rest is headings, cells and controls.
PROSE = frozenset({"p", "li", "dd", "blockquote", "figcaption"})
# Shorter ones are labels, such as "Reviewed" with a date.
FEWEST_WORDS = 4

WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")
END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][”\"\u2019)])\s+")
ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|U\.S|D\.C|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|Mr|Ms|Dr|St|v)\.(?= )"
)
# Stands in for the full stop of an abbreviation while a passage is split.
STOP = "\N{ONE DOT LEADER}"


@dataclass
class Passage:
    """What one element says by itself, without its marks and notes."""

    element: Tag
    parts: list[str] = field(default_factory=list)
    is_cited: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    @property
    def is_prose(self) -> bool:
        return self.element.name in PROSE


def role_of(element: Tag) -> str:
    return str(element.get("role") or "")


def is_read(element: Tag) -> bool:
    is_hidden = element.name in UNREAD or element.has_attr("hidden")
    return not (is_hidden or role_of(element).startswith(NOTES))


class Reader:
    """Walks through a page once; a new passage begins at every block."""

    def __init__(self) -> None:
        self.done: list[Passage] = []

    def read(self, element: Tag) -> None:
        self.done.append(Passage(element))
        self.walk(element, element)

    def walk(self, element: Tag, block: Tag) -> None:
        for child in element.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self.done[-1].parts.append(child)
            elif isinstance(child, Tag) and is_read(child):
                self.enter(child, block)

    def enter(self, child: Tag, block: Tag) -> None:
        if role_of(child) == MARK:
            self.done[-1].is_cited = True
        elif child.name in BLOCKS:
            self.read(child)
            self.done.append(Passage(block))
        else:
            self.walk(child, block)


def main_of(page: bytes | str) -> Tag:
    """Return what a page is about: its main element, or nothing."""
    soup = BeautifulSoup(page, "html.parser")
    return soup.main or soup.new_tag("main")


def passages(main: Tag) -> list[Passage]:
    reader = Reader()
    reader.read(main)
    return [passage for passage in reader.done if passage.text]


def sentences(text: str) -> list[str]:
    """Split a passage, and not behind "U.S." or an initial."""
    whole = ABBREVIATION.sub(lambda found: found[0][:-1] + STOP, text)
    return [one.replace(STOP, ".") for one in END.split(whole) if one.strip()]


def words(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def prose(found: list[Passage]) -> Iterator[str]:
    """Yield each sentence of a page once, headings and labels left out."""
    seen: set[Any] = set()
    for passage in found:
        text = passage.text
        if passage.is_prose and text not in seen:
            seen.add(text)
            for sentence in sentences(text):
                if len(words(sentence)) >= FEWEST_WORDS:
                    yield sentence
