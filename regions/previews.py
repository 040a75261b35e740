"""Drafts of the directory's records, each in the page of a place that shows it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from core.models.previewed import Shown, previews
from regions.answer.answer import DirectoryAnswer, answer_for
from regions.answer.entries import DirectoryEntry, directory_entry
from regions.models import ContactChannel, Jurisdiction, Office, Region
from regions.page import DirectoryPage


def in_place(request: HttpRequest, answer: DirectoryAnswer) -> Shown:
    page = DirectoryPage.objects.live().first()
    if page is None:
        return None
    # The mark is computed from published content, and compared with prints.
    context = page.place_context(
        request, answer, mark=gettext("none before publishing")
    )
    return "regions/jurisdiction.html", context


def place_of(draft: Region | Office) -> Jurisdiction | None:
    """Return the first place that it covers, else the one it is based in."""
    covered = [each for each in draft.coverages.all() if each.jurisdiction_id]
    return covered[0].jurisdiction if covered else draft.state


def with_owner(answer: DirectoryAnswer, draft: Region | Office) -> DirectoryAnswer:
    """Put a task force or an office into an answer, with what it covers there now."""
    is_region = isinstance(draft, Region)
    name = "regions" if is_region else "offices"
    entries: list[DirectoryEntry] = getattr(answer, name)
    place = answer.jurisdiction.pk
    covers: list[Any] = [
        each for each in draft.coverages.all() if each.jurisdiction_id == place
    ]
    if not covers and is_region and draft.state_id == place:
        covers = [None]
    channels = ContactChannel.objects.published().filter(
        **{"region" if is_region else "office": draft.pk}
    )
    mine = [
        directory_entry(
            draft, answer.asker, each, channels=channels if draft.pk else []
        )
        for each in covers
    ]
    others = [entry for entry in entries if entry.owner.pk != draft.pk]
    before = [entry.owner.pk for entry in entries]
    at = before.index(draft.pk) if draft.pk in before else len(entries)
    changed: dict[str, Any] = {name: [*others[:at], *mine, *others[at:]]}
    return replace(answer, **changed)


def with_channel(answer: DirectoryAnswer, draft: ContactChannel) -> DirectoryAnswer:
    """Put a contact into an answer, under its owner."""

    def changed(entry: DirectoryEntry) -> DirectoryEntry:
        channels = [each for each in entry.channels if each != draft]
        if entry.owner == draft.owner:
            channels = sorted(
                [*channels, draft], key=lambda each: (each.order, each.slug)
            )
        return directory_entry(
            entry.owner, answer.asker, entry.coverage, channels=channels
        )

    return replace(
        answer,
        regions=[changed(entry) for entry in answer.regions],
        offices=[changed(entry) for entry in answer.offices],
    )


@previews(Jurisdiction)
def show_place(draft: Jurisdiction, request: HttpRequest) -> Shown:
    return in_place(request, answer_for(draft)) if draft.pk else None


@previews(Region)
@previews(Office)
def show_owner(draft: Region | Office, request: HttpRequest) -> Shown:
    place = place_of(draft)
    return in_place(request, with_owner(answer_for(place), draft)) if place else None


@previews(ContactChannel)
def show_channel(draft: ContactChannel, request: HttpRequest) -> Shown:
    owner = draft.owner
    if owner is None or (place := place_of(owner)) is None:
        return None
    # The owner may itself be a draft that no place shows yet.
    answer = with_owner(answer_for(place), owner)
    return in_place(request, with_channel(answer, draft))
