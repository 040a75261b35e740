"""The directory: places, task forces, offices, contacts and national lines."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from pages.models import HelpPage
from regions.answer.directory import Directory, whole_directory
from regions.answer.entries import DirectoryEntry
from regions.models import (
    ContactChannel,
    Jurisdiction,
    NationalLine,
    Office,
    Region,
)
from regions.page import DirectoryPage
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import Seen, WholeSource
from search.entries.tree import is_shown
from search.entries.words import joined, lines, said_by, spellings

HELP = "/help/"
DIRECTORY = "/regions/"
SEEN = {
    EntryKind.PLACE: Seen(Jurisdiction.objects.in_use, DirectoryPage),
    EntryKind.TASK_FORCE: Seen(Region.objects.published, DirectoryPage),
    EntryKind.OFFICE: Seen(Office.objects.published, DirectoryPage),
    EntryKind.CONTACT: Seen(
        lambda: ContactChannel.objects.filter(
            Q(region__live=True) | Q(office__live=True), live=True
        ),
        DirectoryPage,
    ),
    EntryKind.LINE: Seen(NationalLine.objects.published, HelpPage),
}


class DirectoryEntries(WholeSource):
    """Everything that the directory publishes."""

    kinds = frozenset(SEEN)
    seen = SEEN

    def entries(self) -> Iterator[SearchEntry]:
        if is_shown(DirectoryPage):
            yield from entries_of(whole_directory())
        if is_shown(HelpPage):
            for order, line in enumerate(NationalLine.objects.published()):
                yield line_entry(line, order)


def entries_of(directory: Directory) -> Iterator[SearchEntry]:
    for place in directory.jurisdictions:
        yield place_entry(place)
    for entry in [*directory.regions, *directory.offices]:
        yield owner_entry(entry)
        for channel in entry.channels:
            yield contact_entry(channel, entry.owner)


def place_entry(place: Jurisdiction) -> SearchEntry:
    return SearchEntry(
        key=f"{EntryKind.PLACE}:{place.pk}",
        address=place.url,
        title=place.name,
        names=place.code,
        text=str(place.get_kind_display()),
    )


def address_of(owner: Any) -> str:
    """Return the page on which readers see a task force or an office."""
    state = owner.state
    if not state:
        return DIRECTORY
    return (
        f"{state.url}?office={owner.slug}" if isinstance(owner, Office) else state.url
    )


def owner_entry(entry: DirectoryEntry) -> SearchEntry:
    owner = entry.owner
    is_office = isinstance(owner, Office)
    kind = EntryKind.OFFICE if is_office else EntryKind.TASK_FORCE
    way = entry.way(localdate()) or next(iter(entry.channels), None)
    agency = owner.agency if is_office else None
    area = owner.territory if is_office else owner.coverage
    return SearchEntry(
        key=f"{kind}:{owner.pk}",
        address=address_of(owner),
        title=str(owner),
        names=lines(
            [
                owner.city,
                *([f"{agency.acronym} {owner.city}", agency.title] if agency else []),
            ]
        ),
        text=joined(
            joined(owner.city, owner.state.name if owner.state else "", sign=", "),
            owner.postal_address if is_office else str(owner.get_type_display()),
            area,
            *coverage_words(owner),
            owner.note,
            sign="\n",
        ),
        answer=way_text(way) if way else "",
        source=said_by(owner.source),
        note=way.trust_text() if way else "",
    )


def coverage_words(owner: Any) -> Iterator[str]:
    for each in owner.coverages.all():
        yield joined(each.jurisdiction.name, each.part, each.counties, sign=", ")


def way_text(way: ContactChannel) -> str:
    return joined(f"{way.label}: {way.value}", way.hours, sign="; ")


def contact_entry(channel: ContactChannel, owner: Any) -> SearchEntry:
    return SearchEntry(
        key=f"{EntryKind.CONTACT}:{channel.pk}",
        address=address_of(owner),
        title=f"{owner}: {channel.label}",
        names=lines(spellings(channel.value)),
        text=joined(str(channel.get_audience_display()), channel.hours, owner.city),
        answer=way_text(channel),
        source=said_by(channel.source),
        note=channel.trust_text(),
    )


def line_entry(line: NationalLine, order: int) -> SearchEntry:
    return SearchEntry(
        key=f"{EntryKind.LINE}:{line.pk}",
        address=HELP,
        title=line.name,
        names=lines(
            [
                *(spellings(line.phone) if line.phone else []),
                line.phone_dial,
                line.text,
                line.situation,
            ]
        ),
        text=joined(
            line.purpose,
            line.answered_by,
            line.hours,
            line.note,
            str(line.get_audience_display()),
            line.website_url,
            sign="\n",
        ),
        answer=joined(line.phone, line.text, line.website_url, sign="; "),
        source=said_by(line.source),
        note=line.trust_text(),
        order=order,
    )
