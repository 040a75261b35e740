"""The page of one source: what the document is, and all that rests on it."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.core.paginator import Page as ListPage, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_lazy as _

from record.statistic_page import LONGEST_DESCRIPTION
from sources.models import Source
from sources.models.source_use import SourceUse
from sources.uses import PAGES, listed, numbers, rows_by_kind

# Shown of each kind at first, and in one part of the whole list.
AT_FIRST, IN_A_PART = 20, 60

# In the order of the page. A kind that is not here follows, under its own name.
HEADINGS: dict[str, str | Promise] = {
    "observation": _("Figures"),
    PAGES: _("Pages"),
    "milestone": _("Milestones"),
    "position": _("Beside other sources"),
    "agencypage": _("Agencies"),
    "region": _("Task forces"),
    "regioncoverage": _("Areas of task forces"),
    "office": _("Partner offices"),
    "officecoverage": _("Areas of partner offices"),
    "contactchannel": _("Contacts"),
    "nationalline": _("National lines"),
    "jurisdiction": _("States and territories"),
}


class Group(NamedTuple):
    """What rests on a source, of one kind."""

    kind: str
    heading: str
    number: int
    uses: list[SourceUse]
    part: ListPage[Any] | None = None

    @property
    def has_more(self) -> bool:
        return self.part is None and self.number > len(self.uses)


def source_context(source: Source, asked: QueryDict) -> dict[str, Any]:
    """
    Return what the page of this source shows.

    `asked`: `list` names the one kind to show in full, `page` the part of it.
    """
    found = rows_by_kind(source)
    counted = {
        kind: number for kind, number in numbers(source, found).items() if number
    }
    only = asked.get("list")
    if only in counted:
        part = Paginator(found[only], IN_A_PART).get_page(asked.get("page"))
        groups = [group(source, only, counted[only], found[only], part)]
    else:
        only = None
        groups = [
            group(source, kind, counted[kind], found[kind])
            for kind in in_order(counted)
        ]
    return {
        "source": source,
        "description": description(source),
        "groups": groups,
        "only": only,
        "reports": [] if only else source.reports.cited(),
    }


def group(
    source: Source,
    kind: str,
    number: int,
    rows: QuerySet[Any],
    part: ListPage[Any] | None = None,
) -> Group:
    heading = HEADINGS.get(kind) or capfirst(str(rows.model._meta.verbose_name_plural))
    some = rows[:AT_FIRST] if part is None else part.object_list
    return Group(kind, str(heading), number, listed(source, kind, some), part)


def in_order(kinds: Collection[str]) -> list[str]:
    known = [kind for kind in HEADINGS if kind in kinds]
    return known + sorted(set(kinds) - set(known))


def description(source: Source) -> str:
    """Return what the page holds, with as much of it as fits."""
    title = source.title
    whole = gettext(
        "%(title)s: who published it and when, where it can be read, and what rests "
        "on it."
    )
    short = gettext("%(title)s: what rests on it.")
    found = (text % {"title": title} for text in (whole, short))
    fitting = (text for text in found if len(text) <= LONGEST_DESCRIPTION)
    return next(fitting, Truncator(title).chars(LONGEST_DESCRIPTION))
