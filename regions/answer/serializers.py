"""The answer as plain data: one mapping behind JSON, CSV and the content mark."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings

from publishing.models.seal import digest
from regions.answer.answer import DirectoryAnswer
from regions.answer.directory import Directory
from regions.answer.entries import DirectoryEntry
from regions.models import (
    ContactChannel,
    Coverage,
    Jurisdiction,
    NationalLine,
    RegionType,
)
from sources.models import Source

Data = dict[str, Any]


def content_mark(content: Data) -> str:
    """Return a short digest of the content, to compare two copies."""
    mark = digest(content)
    return f"{mark[:4]}-{mark[4:8]}"


def source_data(source: Source) -> Data:
    return {
        "id": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date_text,
        "url": source.url,
    }


def trust_data(contact: ContactChannel | NationalLine, day: datetime.date) -> Data:
    return {
        "state": str(contact.trust(day)),
        "state_text": contact.trust_text(day),
        "as_of": contact.as_of,
        "confirmed_on": contact.verified_on,
        "check_again_after": contact.review_due,
        "source": source_data(contact.source),
    }


def channel_data(channel: ContactChannel, day: datetime.date) -> Data:
    return {
        "id": channel.slug,
        "kind": channel.kind,
        "label": channel.label,
        "value": channel.value,
        "link": channel.href,
        "audience": channel.audience,
        "hours": channel.hours,
        **trust_data(channel, day),
    }


def line_data(line: NationalLine, day: datetime.date) -> Data:
    ways = [
        ("phone", line.phone, line.call_link),
        ("text", line.text, line.text_link),
        ("web", line.website_url, line.website_url),
    ]
    return {
        "id": line.slug,
        "name": line.name,
        "audience": line.audience,
        "purpose": line.purpose,
        "answered_by": line.answered_by,
        "hours": line.hours,
        "contacts": [
            {"kind": kind, "value": value, "link": link}
            for kind, value, link in ways
            if value
        ],
        **trust_data(line, day),
    }


def coverage_data(coverage: Coverage) -> Data:
    return {
        "jurisdiction": coverage.jurisdiction.code,
        "part": coverage.part,
        "counties": coverage.counties,
        "counties_are_all": coverage.counties_are_all,
        "certainty": coverage.certainty,
        "source": source_data(coverage.stated_by),
    }


def region_data(entry: DirectoryEntry, day: datetime.date) -> Data:
    region = entry.owner
    return {
        "id": region.slug,
        "name": region.name,
        "type": region.type,
        "status": region.status,
        "city": region.city,
        "state": region.state.code if region.state else "",
        "coverage": region.coverage,
        "announced": region.announced_date,
        "operating_since": region.operating_since,
        "note": region.note,
        "as_of": region.as_of,
        "source": source_data(region.source),
        "contacts": [channel_data(each, day) for each in entry.channels],
    }


def office_data(entry: DirectoryEntry, day: datetime.date) -> Data:
    office = entry.owner
    return {
        "id": office.slug,
        "name": office.name,
        "agency": office.agency.title,
        "city": office.city,
        "state": office.state.code,
        "address": office.postal_address,
        "website": office.website_url,
        "area": office.territory,
        "note": office.note,
        "as_of": office.as_of,
        "source": source_data(office.source),
        "contacts": [channel_data(each, day) for each in entry.channels],
    }


def place_data(place: Jurisdiction) -> Data:
    return {
        "code": place.code,
        "fips": place.fips or "",
        "name": place.name,
        "kind": place.kind,
        "is_listed": place.is_listed,
        "page": settings.PUBLIC_URL + place.url,
    }


def shared_data(
    found: DirectoryAnswer | Directory,
    day: datetime.date,
    covers: Callable[[DirectoryEntry], Any],
) -> Data:
    """Return what an answer and the whole directory have in common."""
    return {
        "task_forces": [
            region_data(entry, day) | {"covers": covers(entry)}
            for entry in found.regions
        ],
        "partner_offices": [
            office_data(entry, day) | {"covers": covers(entry)}
            for entry in found.offices
        ],
        "national_lines": [line_data(line, day) for line in found.lines],
    }


def answer_data(answer: DirectoryAnswer) -> Data:
    """Return the answer and its mark, in an order independent of the visitor."""
    content: Data = {
        "jurisdiction": place_data(answer.jurisdiction),
        "status": answer.status,
        **shared_data(
            answer,
            answer.day,
            lambda entry: coverage_data(entry.coverage) if entry.coverage else None,
        ),
    }
    for name in ("task_forces", "partner_offices"):
        content[name].sort(key=lambda each: each["id"])
        for each in content[name]:
            each["contacts"].sort(key=lambda contact: contact["id"])
    return content | {"mark": content_mark(content), "day": answer.day}


def directory_data(directory: Directory, day: datetime.date) -> Data:
    """Return everything once: places name what covers them by its id."""
    told = directory.statuses(day)
    content = {
        "jurisdictions": [
            place_data(place) | {"status": told[place.pk]}
            for place in directory.jurisdictions
        ],
        **shared_data(
            directory,
            day,
            lambda entry: [coverage_data(each) for each in entry.owner.coverages.all()],
        ),
    }
    return content | {"mark": content_mark(content), "day": day}


FIELDS = [
    "jurisdictions",
    "role",
    "id",
    "name",
    "agency",
    "covers",
    "certainty",
    "city",
    "address",
    "contact",
    "kind",
    "value",
    "link",
    "audience",
    "hours",
    "state",
    "state_text",
    "as_of",
    "confirmed_on",
    "check_again_after",
    "source",
    "source_title",
    "source_date",
    "source_url",
    "jurisdictions_note",
]


# Kinds of task forces that are nobody's regional contact.
NOT_REGIONAL = {
    RegionType.NATIONAL: "The national center, not a regional task force.",
    RegionType.OPERATION: "An operation, not a regional task force.",
    RegionType.SEPARATE: "Not known to be one of the regional task forces.",
}


def rows(content: Data) -> list[Data]:
    """
    Return the content as rows of FIELDS: one for each contact.

    What has no contact has one row without; a national line stands for every place.
    """
    return [
        row(role, owner, contact)
        for role in ("task_force", "partner_office", "national_line")
        for owner in content[f"{role}s"]
        for contact in owner["contacts"] or [{}]
    ]


def row(role: str, owner: Data, contact: Data) -> Data:
    covers = owner.get("covers") or []
    covers = covers if isinstance(covers, list) else [covers]
    places = dict.fromkeys(each["jurisdiction"] for each in covers)
    # A line is confirmed as a whole; a task force, contact by contact.
    told = owner | contact
    told |= {
        "jurisdictions": "all" if role == "national_line" else "; ".join(places),
        "role": role,
        "id": owner["id"],
        "covers": "; ".join(
            f"{each['jurisdiction']}: {each['part']}" for each in covers if each["part"]
        ),
        "certainty": "; ".join(dict.fromkeys(each["certainty"] for each in covers)),
        "contact": contact.get("id", ""),
        # Without a contact, `state` would be the postal code of the owner's state.
        "state": told["state"] if "state_text" in told else "",
        "jurisdictions_note": jurisdictions_note(role, owner, places),
        "source": told["source"]["id"],
        **{f"source_{name}": told["source"][name] for name in ("title", "date", "url")},
    }
    return {field: told.get(field, "") for field in FIELDS}


def jurisdictions_note(role: str, owner: Data, places: dict[str, None]) -> str:
    """Return why a row names no place, or is not the regional contact of its places."""
    if role == "task_force" and owner["type"] in NOT_REGIONAL:
        reasons = [NOT_REGIONAL[owner["type"]], owner["note"]]
    elif role == "national_line" or places:
        return ""
    elif area := owner.get("coverage") or owner.get("area"):
        reasons = [f"The area is published only in words: {area}.", owner["note"]]
    else:
        reasons = ["What it covers has not been published.", owner["note"]]
    return " ".join(filter(None, reasons))
