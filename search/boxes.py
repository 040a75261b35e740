"""
What stands above the results: lines for somebody in danger, whom to call at a place.

Kept for each generation, so that both answer while the database is away.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf
from urllib.parse import urlsplit

from django.db import DatabaseError, InterfaceError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from finder.known import known_directory
from finder.look_up import look_up
from finder.outcomes import Choice, Found, Offered
from page_cache.apps import site_generation
from page_cache.request_cache import last_known
from regions.answer.answer import answer_for
from regions.answer.calling import Nearby
from regions.models import Audience, Jurisdiction, NationalLine

AWAY = (DatabaseError, InterfaceError)
MOST_CHOICES = 4
MOST_PLACES = 500  # of which a box is kept; anybody can ask for all there are
SENTENCE = re.compile(r"(?<=[.]) +")


@dataclass(frozen=True)
class ToCall:
    """The national lines by slug, and the boxes of places by day and address."""

    lines: dict[str, NationalLine] = field(default_factory=dict)
    places: dict[tuple[datetime.date, str], str] = field(default_factory=dict)

    def chosen(self, slugs: Iterable[str]) -> list[NationalLine]:
        return [self.lines[slug] for slug in slugs if slug in self.lines]

    @property
    def emergency(self) -> list[NationalLine]:
        found = self.lines.values()
        return [each for each in found if each.audience == Audience.EMERGENCY]


def to_call() -> ToCall:
    """Return what is known; nothing in a process that never reached the database."""
    try:
        return last_known("search-to-call", read_lines)
    except AWAY:
        return ToCall()


def read_lines() -> ToCall:
    return ToCall({each.slug: each for each in NationalLine.objects.published()})


def is_away() -> bool:
    """Return whether the database answered once, and does not any more."""
    return 0 < site_generation().unsure_for() < inf


def lines_box(slugs: Iterable[str], *, is_spanish: bool) -> str:
    """Return the lines that somebody in danger needs, the right one first."""
    known = to_call()
    lines = known.chosen(slugs)
    emergency = [each for each in known.emergency if each not in lines]
    return render_to_string(
        "search/distress.html",
        {
            "lines": [(each, spanish(each) if is_spanish else "") for each in lines],
            "emergency": emergency,
            "is_emergency": not lines or lines[0].audience == Audience.EMERGENCY,
            "has_text": any(each.text for each in lines),
            "is_spanish": is_spanish,
        },
    )


def spanish_box() -> str:
    """Return what there is for readers of Spanish."""
    known = to_call()
    lines = [(each, said) for each in known.lines.values() if (said := spanish(each))]
    return render_to_string(
        "search/spanish.html", {"lines": lines, "emergency": known.emergency}
    )


def spanish(line: NationalLine) -> str:
    """Return what the record of a line says about Spanish, in its own words."""
    said = SENTENCE.split(line.note)
    return " ".join(each for each in said if "Spanish" in each)


def place_box(words: str) -> str:
    """Return what the finder answers: whom to call, or places to choose from."""
    try:
        outcome = look_up(words)
    except AWAY:
        return ""
    if isinstance(outcome, Found):
        return found_box(outcome.address)
    return offered_box(outcome) if isinstance(outcome, Offered) else ""


def offered_box(outcome: Offered) -> str:
    return render_to_string(
        "search/choices.html",
        {
            "result": outcome,
            "choices": outcome.choices[:MOST_CHOICES],
            "has_more": len(outcome.choices) > MOST_CHOICES,
        },
    )


def found_box(address: str) -> str:
    """Return whom to call now at the address of a place, worked out once a day."""
    known, key = to_call(), (localdate(), address)
    if key in known.places:
        return known.places[key]
    if is_away():
        return plain_box(address)
    try:
        box = render_to_string("search/place.html", place_context(address))
    except AWAY:
        return plain_box(address)
    if len(known.places) >= MOST_PLACES:
        known.places.clear()
    known.places[key] = box
    return box


def place_context(address: str) -> dict[str, object]:
    place = Jurisdiction.objects.get(slug=slug_in(address))
    asked = QueryDict(urlsplit(address).query)
    office = asked.get("office", "")
    nearby = Nearby(
        office or asked.get("near", ""), asked.get("nearer", ""), is_named=bool(office)
    )
    return {"answer": answer_for(place, nearby=nearby), "address": address}


def plain_box(address: str) -> str:
    """Return the link alone, while nobody can say whom to call."""
    place = known_directory().by_slug[slug_in(address)]
    choices = [Choice(place.name, address)]
    return render_to_string("search/choices.html", {"choices": choices})


def slug_in(address: str) -> str:
    return urlsplit(address).path.split("/")[2]
