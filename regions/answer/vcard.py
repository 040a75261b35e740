"""Contacts as vCard 4.0 (RFC 6350), for an address book."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from regions.answer.answer import DirectoryAnswer
from regions.answer.entries import DirectoryEntry
from regions.models import ChannelKind, ContactChannel, Office

LINE_BYTES = 75  # section 3.2: longer lines are folded
TEL_TYPES = {
    ChannelKind.PHONE: "work,voice",
    ChannelKind.SHORT_CODE: "work,voice",
    ChannelKind.TTY: "work,textphone",
    ChannelKind.TEXT: "work,text",
}
ESCAPES = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})


def escaped(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(ESCAPES)


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


def vcards(answer: DirectoryAnswer) -> str:
    """Write a card for each task force and office that has a number or an address."""
    lines = [
        piece
        for entry in answer.on_cards
        for line in card(entry, answer)
        for piece in folded(line)
    ]
    return "".join(f"{line}\r\n" for line in lines)


def card(entry: DirectoryEntry, answer: DirectoryAnswer) -> Iterator[str]:
    owner = entry.owner
    is_office = isinstance(owner, Office)
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID:{settings.PUBLIC_URL}{answer.jurisdiction.url}#{owner.slug}"
    yield "KIND:org"
    yield f"FN:{escaped(str(owner))}"
    if is_office:
        yield f"ORG:{escaped(owner.agency.title)};{escaped(owner.name)}"
    if is_office and owner.address:
        parts = [
            "",
            "",
            owner.address,
            owner.postal_city or owner.city,
            owner.state.code,
            owner.postal_code,
            "USA",
        ]
        yield f"ADR:{';'.join(map(escaped, parts))}"
    for channel in entry.channels:
        if channel.href:
            yield address_line(channel)
    yield f"NOTE:{escaped(' '.join(notes(entry, answer, is_office)))}"
    yield "END:VCARD"


def address_line(channel: ContactChannel) -> str:
    if channel.kind == ChannelKind.EMAIL:
        return f"EMAIL:{escaped(channel.value)}"
    if channel.kind == ChannelKind.WEB:
        return f"URL:{channel.value}"
    # As text rather than as a URI, to keep the number as it was published.
    return f'TEL;TYPE="{TEL_TYPES[ChannelKind(channel.kind)]}":{escaped(channel.value)}'


def notes(
    entry: DirectoryEntry, answer: DirectoryAnswer, is_office: bool
) -> Iterator[Any]:
    if is_office:
        yield "Office of a partner agency, not the task force."
    elif entry.area:
        yield f"{entry.owner}: {entry.area}."
    for channel in entry.channels:
        yield f"{channel.value}: {channel.trust_text(answer.day)}."
    yield f"Shown on {answer.day.isoformat()} by {settings.PUBLIC_URL}."
