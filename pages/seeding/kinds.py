"""The kinds of entries, their files, and the order in which they load."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import models
from wagtail import hooks
from wagtail.models import get_page_models

from core.models import BasePage
from faq.models import QuestionGroup
from news.models import NewsTopic
from pages.seeding.errors import SeedError
from pages.seeding.files import Entry, read
from regions.models import ContactChannel, Jurisdiction, NationalLine, Office, Region
from site_details.models import SiteDetails
from sources.models import Disagreement, Source
from stats.models import Observation, Program, Statistic


@dataclass(frozen=True)
class Kind:
    """
    One kind of entry. `has_slug`: its key is its slug.

    `find_other`: finds what somebody else made of the same as an entry, beside the
    entry's own object, which may be None.
    """

    name: str
    files: tuple[str, ...]
    model: type[models.Model]
    has_slug: bool = True
    find_other: Callable[[Entry, Any], models.Model | None] | None = None


# In loading order: what an entry refers to comes first.
KINDS = [
    Kind("source", ("sources.yaml", "sources_reference.csv"), Source),
    Kind("disagreement", ("disagreements.yaml",), Disagreement),
    Kind("program", ("programs.yaml",), Program),
    Kind("statistic", ("statistics.yaml",), Statistic),
    Kind("observation", ("observations.yaml",), Observation, has_slug=False),
    Kind("jurisdiction", ("jurisdictions.csv",), Jurisdiction),
    Kind("region", ("regions.yaml",), Region),
    Kind("national_line", ("national_lines.csv",), NationalLine),
    Kind("question_group", ("question_groups.yaml",), QuestionGroup),
    Kind("news_topic", ("news_topics.yaml",), NewsTopic),
]
# These refer to pages, so they load after them.
KINDS_AFTER_PAGES = [
    Kind("office", ("offices.yaml",), Office),
    Kind("contact", ("contacts.csv",), ContactChannel),
    Kind("site_details", ("site_details.yaml",), SiteDetails, has_slug=False),
]


def kinds_after_pages() -> list[Kind]:
    """Return what loads after the pages, with the kinds of higher rooms."""
    more = [
        kind for found in hooks.get_hooks("register_seed_kinds") for kind in found()
    ]
    return [*KINDS_AFTER_PAGES, *more]


PAGES = Kind("page", ("agencies.csv", "pages/*.yaml"), BasePage, has_slug=False)

PAGE_TYPES: dict[str, type[BasePage]] = {
    model.__name__: model for model in get_page_models() if issubclass(model, BasePage)
}


def as_page(entry: Entry) -> Entry:
    """Turn a row of the roster into an entry for the agency's page."""
    data: dict[str, Any] = dict(entry.data)
    data |= {"type": "AgencyPage", "parent": "agencies", "slug": entry.key}
    if "name" in data:
        data["title"] = data.pop("name")
    return replace(entry, key=f"agencies/{entry.key}", data=data)


def entries(kind: Kind, root: Path) -> list[Entry]:
    """All entries of a kind, in the order of its files; keys are unique."""
    found: dict[str, Entry] = {}
    for entry in read_all(kind, root):
        if entry.key in found:
            raise entry.error("key", f"is used in {found[entry.key].file}, too")
        found[entry.key] = entry
    return list(found.values())


def read_all(kind: Kind, root: Path) -> Iterator[Entry]:
    for pattern in kind.files:
        paths = sorted(root.glob(pattern))
        if not paths:
            raise SeedError(str(root / pattern), problem="there is no such file")
        for path in paths:
            for entry in read(path, kind.name, root):
                yield as_page(entry) if path.name == "agencies.csv" else entry


def parents_first(pages: list[Entry]) -> list[Entry]:
    """Order page entries so that parents come before their children."""
    known = {entry.key: entry for entry in pages}

    def depth(entry: Entry) -> int:
        steps, parent = 0, entry.data.get("parent")
        while parent in known:
            steps, parent = steps + 1, known[parent].data.get("parent")
            if steps > len(known):
                raise entry.error("parent", "leads back to itself")
        return steps

    return sorted(pages, key=depth)
