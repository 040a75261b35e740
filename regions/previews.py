"""Drafts of the directory's records, each in the page of a place that shows it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from core.models import previews
from regions.answer.answer import Answer, Entry, answer_for, entry
from regions.models import (
    ContactChannel,
    DirectoryPage,
    Jurisdiction,
    Office,
    Region,
)

Shown = tuple[str, dict[str, Any]] | None
PLACE = "regions/jurisdiction.html"


def in_place(request: HttpRequest, answer: Answer) -> Shown:
    page = DirectoryPage.objects.live().first()
    if page is None:
        return None
    # The mark is worked out from what is published, and may be compared with prints.
    context = page.place_context(
        request, answer, mark=gettext("none before publishing")
    )
    return PLACE, context


def place_of(draft: Region | Office) -> Jurisdiction | None:
    """Give the first place that it covers, else the one it is based in."""
    covered = [each for each in draft.coverages.all() if each.jurisdiction_id]
    return covered[0].jurisdiction if covered else draft.state


def channels_of(owner: Region | Office) -> list[ContactChannel]:
    field = "region" if isinstance(owner, Region) else "office"
    found = ContactChannel.objects.published().filter(**{field: owner.pk})
    return list(found.select_related("source")) if owner.pk else []


def with_owner(answer: Answer, draft: Region | Office) -> Answer:
    """Put a task force or an office into an answer, with what it covers there now."""
    name = "regions" if isinstance(draft, Region) else "offices"
    rows: list[Entry] = getattr(answer, name)
    place = answer.jurisdiction.pk
    covers = [each for each in draft.coverages.all() if each.jurisdiction_id == place]
    mine = [replace(entry_of(draft, answer), coverage=each) for each in covers]
    if not mine and isinstance(draft, Region) and draft.state_id == place:
        mine = [entry_of(draft, answer)]
    before = [row.owner.pk == draft.pk for row in rows]
    at = before.index(True) if any(before) else len(rows)
    others = [row for row, is_draft in zip(rows, before, strict=True) if not is_draft]
    changed: dict[str, Any] = {name: [*others[:at], *mine, *others[at:]]}
    return replace(answer, **changed)


def entry_of(draft: Region | Office, answer: Answer) -> Entry:
    return entry(draft, answer.asker, channels=channels_of(draft))


def with_channel(answer: Answer, draft: ContactChannel) -> Answer:
    """Put a contact where its owner stands in an answer."""

    def changed(row: Entry) -> Entry:
        others = [each for each in row.channels if each.pk != draft.pk or not draft.pk]
        if row.owner != draft.owner:
            return replace(row, channels=others)
        drafted = sorted([*others, draft], key=lambda each: (each.order, each.slug))
        return replace(
            entry(row.owner, answer.asker, channels=drafted), coverage=row.coverage
        )

    return replace(
        answer,
        regions=[changed(row) for row in answer.regions],
        offices=[changed(row) for row in answer.offices],
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
    place = place_of(owner) if owner else None
    if owner is None or place is None:
        return None
    # Its owner may be a draft itself, so that no place shows it yet.
    answer = with_owner(answer_for(place), owner)
    return in_place(request, with_channel(answer, draft))
