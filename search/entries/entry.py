"""One thing that readers can see and may look for."""

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is; the value is part of its key and of the index."""

    QUESTION = "question"
    THREAT = "threat"
    AGENCY = "agency"
    NEWS = "news"
    PAGE = "page"
    FIGURE = "figure"
    SOURCE = "source"
    DIFFERENCE = "difference"
    MILESTONE = "milestone"
    PLACE = "place"
    TASK_FORCE = "task-force"
    OFFICE = "office"
    CONTACT = "contact"
    LINE = "line"
    DOWNLOAD = "download"
    SECTION = "section"  # of the site: a list that no editor writes


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """
    All of it is plain text, as readers see it.

    `key`: its kind, a colon, and what identifies it, such as "figure:12".
    `address`: its path on the site, with a fragment where a page has several.
    `names`: what else it is called: acronyms, other names, a figure's value in every
    spelling; one on each line.
    `text`: all that readers can read of it. `answer`: what it says at once: the first
    sentence of an answer, a figure with its unit and period, the number of a line.
    `source`: who says so, and of which day. `note`: what must never be left out, such
    as that an arrest is not a conviction. `language`: of its title and answer. `order`:
    its place among its kind, the first one first.
    """

    key: str
    address: str
    title: str
    names: str = ""
    text: str = ""
    answer: str = ""
    source: str = ""
    note: str = ""
    language: str = "en"
    order: int = 0

    @property
    def kind(self) -> EntryKind:
        return EntryKind(self.key.partition(":")[0])
