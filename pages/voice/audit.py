"""What the style guide rules out, page by page, on a site as its visitors see it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.test import Client

from agencies.models import AgencyPage
from pages.voice.citing import uncited
from pages.voice.grade import grade
from pages.voice.marks import Mark
from pages.voice.passages import Passage, main_of, passages, prose
from pages.voice.speaking import THIS_SITE, says_nothing, speaks

# These speak of the site, or of one entry of a list, and are read by other rules.
ABOUT_THE_SITE = re.compile(
    r"/(about/(methods|this-site)|accessibility|privacy|contact|disclosure[\w-]*)/"
)
LISTED = re.compile(r"/(regions/.+|record/(.*)|agencies/.+|sources?/.*)")

# Parts of a page in which nothing is cited, each with the reason.
CITED_OTHERWISE = {
    ".sources__reviewed": "The day on which somebody last read the page.",
    ".byline": "The day that an article is about, and the day it was added.",
    ".year-note": "What the mark of a year that we worked out means.",
    "nav, .permalink, .faq__meta, .milestones .aside": "Links to what they name.",
    ".index--news": "A row leads to its article, which cites what the row says.",
    ".index > li:has(> a)": "A link leads to the page that proves its words.",
    ".topics, .dates, .latest, .acronyms": "The same on the home page.",
    ".town-list": "A link leads to the place, which names the source of each office.",
    ".quote figcaption": "Who speaks; the words above carry the citation.",
    ".positions": "Each position names its source and has its exact words.",
    "p:has(+ .positions)": "What differs is proved by the positions right below.",
    ".provenance": "Where a figure or an entry is from.",
    ".unit-charts, .figures, .threats__figure": "A figure with its provenance beside.",
    ".structures__count": "A figure, with its source in the same line.",
    ".lines li, .now": "A line for calls: it has the number of its source.",
    ".first": "The same lines, each by its situation; their entries below cite.",
    ".regions li, .map-list li": "An entry of the directory: it names its source.",
}


@dataclass
class PageVoice:
    """One finished page."""

    path: str
    passages: list[Passage]

    @cached_property
    def sentences(self) -> list[str]:
        return list(prose(self.passages))

    @cached_property
    def speaking(self) -> list[str]:
        """Sentences about sources, or about sentences."""
        return [sentence for sentence in self.sentences if speaks(sentence)]

    @property
    def is_editorial(self) -> bool:
        is_apart = ABOUT_THE_SITE.fullmatch(self.path) or LISTED.fullmatch(self.path)
        return not is_apart and bool(self.sentences)

    @property
    def share(self) -> float:
        return len(self.speaking) / max(1, len(self.sentences))

    @property
    def grade(self) -> float:
        return grade(self.sentences)

    def unmarked(self, marks: Iterable[Mark]) -> list[str]:
        marks = list(marks)
        return [
            sentence
            for sentence in self.speaking
            if not any(mark.covers(sentence) for mark in marks)
        ]

    def without_citation(self, bodies: frozenset[str]) -> list[str]:
        apart = ", ".join(CITED_OTHERWISE)
        return [found.text for found in uncited(self.passages, bodies, apart)]

    @property
    def of_itself(self) -> int:
        """How often the page says "this site"."""
        return len(THIS_SITE.findall("\n".join(found.text for found in self.passages)))

    @property
    def empty_cells(self) -> list[str]:
        cells = {"td", "dd", "dt", "th"}
        return [
            found.text
            for found in self.passages
            if found.element.name in cells and says_nothing(found.text)
        ]


def bodies() -> frozenset[str]:
    """Return the names and short names of the agencies on the roster."""
    roster = AgencyPage.objects.values_list("title", "acronym")
    return frozenset(name for names in roster for name in names if name)


def addresses(client: Client) -> list[str]:
    sitemap = client.get("/sitemap.xml", secure=True).content.decode()
    return [urlsplit(found).path for found in re.findall(r"<loc>(.*?)</loc>", sitemap)]


def read(client: Client, paths: Iterable[str]) -> Iterator[PageVoice]:
    """Yield each page that a visitor gets at these addresses."""
    for path in paths:
        page = client.get(path, secure=True).content
        yield PageVoice(path, passages(main_of(page)))
