"""
Contacts for an address book, as vCard 3.0 (RFC 2426) and 4.0 (RFC 6350).

A card is about its owner alone: it is the same whatever place it was downloaded for,
and has the same UID, so that whoever imports it again has it once, and up to date.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from enum import StrEnum

from django.conf import settings
from django.utils.timezone import make_aware
from django.utils.translation import gettext

from core.text_cleanup import one_line, tidied
from regions.answer.entries import DirectoryEntry
from regions.models import ChannelKind, ContactChannel, Coverage, Office, Region

LINE_BYTES = 75  # both standards: longer lines are folded
# Two of these are younger than version 3.0, whose programs show what else they know.
TEL_TYPES = {
    ChannelKind.PHONE: "work,voice",
    ChannelKind.SHORT_CODE: "work,voice",
    ChannelKind.TTY: "work,textphone",
    ChannelKind.TEXT: "work,text",
}
ESCAPES = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})
# Kept for good: another one would double every card in every address book.
OWNERS = uuid.UUID("2588146e-624f-4af2-9a4d-0cd3bdd6e081")


class VCardVersion(StrEnum):
    OLD = "3.0"  # read by every address book
    NEW = "4.0"


def vcards(
    entries: Iterable[DirectoryEntry], day: datetime.date, version: VCardVersion
) -> str:
    """Write a card for each task force and office that an address book can use."""
    return "".join(
        f"{piece}\r\n"
        for entry in entries
        if entry.vcard_url
        for line in card(entry, day, version)
        for piece in folded(line)
    )


def escaped(text: str) -> str:
    return tidied(text).translate(ESCAPES)


def folded(line: str) -> Iterator[str]:
    """Cut a line so that no piece has more than LINE_BYTES bytes, nor half a letter."""
    piece, room = "", LINE_BYTES
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", LINE_BYTES - 1
        piece += char
        room -= size
    yield piece


def card(
    entry: DirectoryEntry, day: datetime.date, version: VCardVersion
) -> Iterator[str]:
    owner, is_old = entry.owner, version == VCardVersion.OLD
    name = escaped(one_line(str(owner)))
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield "PRODID:-//Homeland Security Task Force//Regional contacts//EN"
    yield f"UID:{uuid.uuid5(OWNERS, f'{owner._meta.model_name}/{owner.slug}').urn}"
    yield f"REV:{changed_at(entry, day):%Y%m%dT%H%M%SZ}"
    ending = ".vcf" if is_old else ".v4.vcf"
    yield f"SOURCE:{settings.PUBLIC_URL}{entry.vcard_url.removesuffix('.vcf')}{ending}"
    if is_old:
        yield f"N:{name};;;;"  # required, and what some programs show
    else:
        yield "KIND:org"
    yield f"FN:{name}"
    if isinstance(owner, Office):
        yield f"ORG:{escaped(owner.agency.title)};{name}"
        yield from address_lines(owner, is_old)
    for channel in entry.channels:
        if channel.href:
            yield channel_line(channel, is_old)
    yield f"NOTE:{escaped(chr(10).join(notes(entry, day)))}"
    yield "END:VCARD"


def changed_at(entry: DirectoryEntry, day: datetime.date) -> datetime.datetime:
    """Return when what the card says became so, in UTC: the day is part of it."""
    moments = [make_aware(datetime.datetime.combine(day, datetime.time.min))]
    for each in (entry.owner, *entry.channels):
        if each.last_published_at:
            moments.append(each.last_published_at)
    return max(moments).astimezone(datetime.UTC)


def address_lines(office: Office, is_old: bool) -> Iterator[str]:
    if office.address:
        parts = [
            "",
            "",
            office.address,
            office.postal_city or office.city,
            office.state.code,
            office.postal_code,
            "USA",
        ]
        yield f"ADR{';TYPE=WORK' if is_old else ''}:{';'.join(map(escaped, parts))}"


def channel_line(channel: ContactChannel, is_old: bool) -> str:
    if channel.kind == ChannelKind.EMAIL:
        return f"EMAIL{';TYPE=INTERNET' if is_old else ''}:{escaped(channel.value)}"
    if channel.kind == ChannelKind.WEB:
        return f"URL:{''.join(channel.value.split())}"
    # As text rather than as a URI, to keep the number as it was published.
    types = TEL_TYPES[ChannelKind(channel.kind)]
    types = types.upper() if is_old else f'"{types}"'
    return f"TEL;TYPE={types}:{escaped(channel.value)}"


def notes(entry: DirectoryEntry, day: datetime.date) -> Iterator[str]:
    owner = entry.owner
    if isinstance(owner, Office):
        yield gettext("Office of a partner agency, not the task force.")
    else:
        yield f"{owner.get_type_display()}."
    coverages = list(owner.coverages.all())
    for coverage in coverages:
        yield f"{area(owner, coverage)}."
    if not coverages:
        yield whole_area(owner)
    if owner.note:
        yield owner.note
    for channel in entry.channels:
        yield f"{way(channel)}. {channel.trust_text(day)}."
        if channel.verified_on:
            yield gettext("Source: %(source)s.") % {"source": channel.source.title}
    place = owner.state.url if owner.state else "/regions/"
    yield f"Shown on {day.isoformat()} by {settings.PUBLIC_URL}{place}"


def area(owner: Region | Office, coverage: Coverage) -> str:
    """Say what it covers at one place, and how sure that is."""
    told = str(coverage.jurisdiction)
    if coverage.part:
        told = gettext("%(place)s, in part: %(part)s") % {
            "place": told,
            "part": coverage.part,
        }
    if coverage.counties:
        told = f"{told} ({one_line(coverage.counties)})"
    if coverage.is_inferred:
        words = gettext("Likely covers %(place)s; an inference, not confirmed")
    elif isinstance(owner, Region) and not owner.covers(coverage):
        words = gettext("Named for %(place)s")
    else:
        words = gettext("Covers %(place)s")
    return words % {"place": told}


def whole_area(owner: Region | Office) -> str:
    told = owner.territory if isinstance(owner, Office) else owner.coverage
    if told:
        return gettext("Its area: “%(area)s”.") % {"area": told}
    return gettext("Its area has not been published.")


def way(channel: ContactChannel) -> str:
    """Say what a number or address is, and whom it is for."""
    told = f"{channel.value}: {channel.label}"
    if channel.audience != "public":
        whom = channel.get_audience_display()
        told = gettext("%(contact)s, for: %(whom)s") % {"contact": told, "whom": whom}
    return f"{told}, {channel.hours}" if channel.hours else told
