"""The seeded site, and a reader who looks things up on it."""

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from page_cache.apps import site_generation
from page_cache.request_cache import loaded
from tests.page_cache.stamps import stamp

FIXTURES = Path("fixtures")
PLACE = re.compile(r"/regions/([a-z-]+)/(?:\?.*)?")


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digits(text):
    """Return the digits that are dialed, without the country's own."""
    return re.sub(r"\D", "", text).removeprefix("1")


def letters(text):
    """Return a text's letters and digits, however they are written."""
    known = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in known if letter.isalnum())


def owners():
    """Return whose each number of the seed is: an office, or a national line."""
    offices = {
        digits(row["value"]): row["office"]
        for row in rows_of(FIXTURES / "contacts.csv")
        if row["kind"] == "phone"
    }
    lines = rows_of(FIXTURES / "national_lines.csv")
    return offices | {
        digits(row["phone_dial"] or row["phone"]): "national-line"
        for row in lines
        if row["phone"]
    }


@dataclass(frozen=True)
class Answered:
    """What a visitor gets for a text."""

    outcome: str
    addresses: tuple[str, ...] = ()  # of the place, or of the choices
    message: str = ""
    leads_to: str = ""  # of a redirect

    @property
    def places(self):
        return [PLACE.fullmatch(each)[1] for each in self.addresses]


class Reader:
    """Asks the site, and keeps each page of a place that was opened once."""

    def __init__(self):
        self.client = Client()
        self.first = {}
        self.owners = owners()

    def look_up(self, text):
        """Return the one kind of answer that the site gives."""
        response = self.client.get("/regions/", {"q": text})
        assert response.status_code in (200, 302), (text, response.status_code)
        if response.status_code == 302:
            return self.redirected(response["Location"], text)
        soup = BeautifulSoup(response.content, "html.parser")
        messages = soup.select("#q-error, #message")
        assert len(messages) == 1, f"{len(messages)} messages for {text!r}"
        message = " ".join(messages[0].get_text(" ").split())
        result = soup.find(id="result")
        if not result:
            return Answered("problem", message=message)
        addresses = tuple(link["href"] for link in result.select(".choices a[href]"))
        is_guess = "Did you mean" in result.get_text(" ")
        return Answered("guess" if is_guess else "choice", addresses, message)

    @staticmethod
    def redirected(location, text):
        parts = urlsplit(location)
        if parts.path == "/search/":
            (asked,) = parse_qs(parts.query)["q"]
            assert letters(text).startswith(letters(asked)), f"searches for {asked!r}"
            assert len(letters(asked)) >= min(len(letters(text)), 60)
            return Answered("search", leads_to=location)
        assert PLACE.fullmatch(location), location
        assert not re.search(r"\d", location), f"carries digits: {location}"
        return Answered("one", (location,), leads_to=location)

    def whom_to_call(self, address):
        """Return whose number is the first on a place's page."""
        if address not in self.first:
            response = self.client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            only = SoupStrainer(id="result")
            soup = BeautifulSoup(response.content, "html.parser", parse_only=only)
            call = soup.select_one("a[href^='tel:']")
            self.first[address] = self.owners[digits(call["href"])] if call else ""
        return self.first[address]


def agree(expected, places):
    """
    Return whether these places are the expected ones.

    They come in the order that is written; with `+` between them, in any order; with
    `…` at the end, others may follow.
    """
    wanted = expected.removesuffix("…").strip()
    may_follow = expected.endswith("…")
    if "+" in wanted:
        too_few = Counter(wanted.split("+")) - Counter(places)
        too_many = Counter(places) - Counter(wanted.split("+"))
        return not too_few and (may_follow or not too_many)
    names = wanted.split()
    return names == (places[: len(names)] if may_follow else places)


@pytest.fixture(scope="package")
def seeded(django_db_setup, django_db_blocker):
    """The content of fixtures/, rolled back after the last test of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_site", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh_cache():
    """Keep what the process has loaded: the seeded site does not change."""


@pytest.fixture(scope="package")
def kept(seeded):
    """Keep what the folder's transaction reads, as if it had been committed."""
    caches["default"].clear()
    loaded.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("page_cache.request_cache.is_in_transaction", lambda: False)
        patch.setattr(site_generation(), "read", stamp)
        yield
    caches["default"].clear()
    loaded.clear()


@pytest.fixture(scope="package")
def one_reader(kept):
    """A visitor whose pages are shared."""
    return Reader()


@pytest.fixture
def reader(one_reader, db):
    return one_reader
