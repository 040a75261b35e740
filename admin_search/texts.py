"""The texts of a page or record, as stored, and where words stand in them."""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Revision

from audit.facts import label
from core.text_cleanup import one_line
from publishing.revision_content import BOOKKEEPING, from_json

LONGEST = 200  # characters of what is typed
MOST = 8  # words
AROUND = 60  # characters that are shown beside a word
TAG = re.compile(r"<[^>]*>")
# Keys in stored content whose values nobody wrote.
NOT_TEXT = BOOKKEEPING | {
    "content_type",
    "id",
    "key",
    "locale",
    "owner",
    "pk",
    "sort_order",
    "translation_key",
    "type",
    "uuid",
}


class FoundPlace(NamedTuple):
    """Where words were found: the label of a field, and the text around them."""

    label: str = ""
    before: str = ""
    found: str = ""
    after: str = ""


def words_of(typed: str) -> list[str]:
    return one_line(typed[:LONGEST]).split()[:MOST]


def spellings(word: str) -> list[str]:
    """Return a word, and a number with and without its commas."""
    digits = word.replace(",", "")
    if not digits.isascii() or not digits.isdecimal() or len(digits) < len("1000"):
        return [word]
    return list(dict.fromkeys([word, digits, f"{int(digits):,}"]))


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def content_of(thing: Any) -> Mapping[str, Any]:
    """Return all that is stored of a page or record, as a version has it."""
    if hasattr(thing, "serializable_data"):
        stored: dict[str, Any] = thing.serializable_data()
        return stored
    return get_serializable_data_for_fields(thing)


def content_of_version(revision: Revision | None) -> Mapping[str, Any]:
    return revision.content if revision else {}


def texts_in(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what people can read of stored content, with the names of its fields."""
    for name, value in content.items():
        if name in NOT_TEXT:
            continue
        if text := " ".join(strings_in(from_json(value))):
            yield name, text


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield one_line(html.unescape(TAG.sub(" ", value)))
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_TEXT:
                yield from strings_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)


def has_all(content: Mapping[str, Any], words: list[str]) -> bool:
    text = fold(" ".join(text for _name, text in texts_in(content)))
    return all(any(fold(each) in text for each in spellings(word)) for word in words)


def place_in(
    model: type[models.Model], content: Mapping[str, Any], words: list[str]
) -> FoundPlace:
    """Return where the first of the words stands; nothing if none stands there so."""
    pattern = "|".join(re.escape(each) for word in words for each in spellings(word))
    for name, text in texts_in(content):
        if found := re.search(pattern, text, re.IGNORECASE):
            start, end = found.span()
            return FoundPlace(
                label_of(model, name),
                cut(text[:start], -AROUND),
                text[start:end],
                cut(text[end:], AROUND),
            )
    return FoundPlace()


def label_of(model: type[models.Model], name: str) -> str:
    try:
        return label(model, name)
    except (FieldDoesNotExist, AttributeError):
        return str(capfirst(name.replace("_", " ")))


def cut(text: str, length: int) -> str:
    if len(text) <= abs(length):
        return text
    return f"{text[:length]}…" if length > 0 else f"…{text[length:]}"
