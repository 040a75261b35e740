"""The answer as plain data: one mapping behind JSON, CSV and the content mark."""

import datetime
from typing import Any

from django.conf import settings

from regions.answer.answer import Answer, Entry, digest_of
from regions.answer.directory import Directory, statuses
from regions.models.channel import ContactChannel
from regions.models.coverage import Coverage
from regions.models.dialing import link_to
from regions.models.jurisdiction import Jurisdiction
from regions.models.line import NationalLine
from sources.models import Source

Data = dict[str, Any]


def source_data(source: Source) -> Data:
    return {
        "id": source.slug,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date_text,
        "url": source.url,
    }


def trust_data(checked: ContactChannel | NationalLine, day: datetime.date) -> Data:
    return {
        "state": str(checked.trust(day)),
        "state_text": checked.trust_text(day),
        "as_of": checked.as_of,
        "confirmed_on": checked.verified_on,
        "check_again_after": checked.review_due,
        "source": source_data(checked.source),
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
        ("text", line.text, link_to("text", line.text)),
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
        "certainty": coverage.certainty,
        "source": source_data(coverage.stated_by),
    }


def region_data(entry: Entry, day: datetime.date) -> Data:
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


def office_data(entry: Entry, day: datetime.date) -> Data:
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


def answer_data(answer: Answer) -> Data:
    """Give the answer, in an order that does not depend on who asks, with its mark."""

    def covering(entry: Entry, data: Data) -> Data:
        covers = coverage_data(entry.coverage) if entry.coverage else None
        return data | {"covers": covers}

    day = answer.day
    content: Data = {
        "jurisdiction": place_data(answer.jurisdiction),
        "status": answer.status,
        "task_forces": [covering(e, region_data(e, day)) for e in answer.regions],
        "partner_offices": [covering(e, office_data(e, day)) for e in answer.offices],
        "national_lines": [line_data(each, day) for each in answer.lines],
    }
    for name in ("task_forces", "partner_offices"):
        content[name] = sorted(content[name], key=lambda each: each["id"])
        for each in content[name]:
            each["contacts"].sort(key=lambda contact: contact["id"])
    return content | {"mark": digest_of(content), "day": day}


def directory_data(directory: Directory, day: datetime.date) -> Data:
    """Give everything once: places name what covers them by its id."""
    told = statuses(directory, day)

    def covering(entry: Entry, data: Data) -> Data:
        owner = entry.owner
        covers = directory.covered[type(owner).__name__, owner.pk]
        return data | {"covers": [coverage_data(each) for each in covers]}

    content = {
        "jurisdictions": [
            place_data(place) | {"status": told[place.pk]}
            for place in directory.jurisdictions
        ],
        "task_forces": [covering(e, region_data(e, day)) for e in directory.regions],
        "partner_offices": [
            covering(e, office_data(e, day)) for e in directory.offices
        ],
        "national_lines": [line_data(each, day) for each in directory.lines],
    }
    return content | {"mark": digest_of(content), "day": day}


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
]


def rows(content: Data) -> list[Data]:
    """
    Give a content as rows of FIELDS: one for each contact.

    What has no contact has one row without; a national line stands for every place.
    """
    found: list[Data] = []
    for role in ("task_force", "partner_office", "national_line"):
        for owner in content[f"{role}s"]:
            about = owner_row(role, owner)
            for contact in owner["contacts"] or [{}]:
                # A line is confirmed as a whole, a task force contact by contact.
                told = owner | contact
                found.append(about | contact_row(contact, told))
    return found


def owner_row(role: str, owner: Data) -> Data:
    covers = owner.get("covers") or []
    covers = covers if isinstance(covers, list) else [covers]
    is_line = role == "national_line"
    return {
        "jurisdictions": "all"
        if is_line
        else "; ".join(dict.fromkeys(each["jurisdiction"] for each in covers)),
        "role": role,
        "id": owner["id"],
        "name": owner["name"],
        "agency": owner.get("agency", ""),
        "covers": "; ".join(
            f"{each['jurisdiction']}: {each['part']}" for each in covers if each["part"]
        ),
        "certainty": "; ".join(dict.fromkeys(each["certainty"] for each in covers)),
        "city": owner.get("city", ""),
        "address": owner.get("address", ""),
    }


def contact_row(contact: Data, told: Data) -> Data:
    source = told["source"]
    return {
        "contact": contact.get("id", ""),
        "kind": contact.get("kind", ""),
        "value": contact.get("value", ""),
        "link": contact.get("link", ""),
        "audience": told.get("audience", ""),
        "hours": told.get("hours", ""),
        "state": told.get("state_text") and told.get("state", ""),
        "state_text": told.get("state_text", ""),
        "as_of": told["as_of"],
        "confirmed_on": told.get("confirmed_on"),
        "check_again_after": told.get("check_again_after"),
        "source": source["id"],
        "source_title": source["title"],
        "source_date": source["date"],
        "source_url": source["url"],
    }
