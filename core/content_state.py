"""
What the rich text editor sends, validated before it is converted.

Draft.js calls it ContentState: blocks of text, and ranges of characters with a style, a
link or a figure ("entities"). Wagtail trusts it. Converting ranges that overlap takes
quadratic time, so they are merged first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.whitelist import check_url

from core.keys import is_key
from core.malformed_forms import MalformedForm

MAX_CHARACTERS = 100_000
# Paragraphs, rows and line breaks.
MAX_LINES = 500
MAX_RANGES = 2_000
# Lists inside lists; the editor stops at four.
MAX_DEPTH = 10
MAX_URL_LENGTH = 2_048
# Kinds of entities that may have an address where others have the number of a record.
WITH_ADDRESS = {"LINK", "EMBED"}
WITHOUT_ANY = {"HORIZONTAL_RULE"}

State = dict[str, Any]

# What a kind of entity requires of its data besides the number of a record. Each raises
# `ValidationError` for what its editor can mend.
CHECKS: dict[str, Callable[[State], None]] = {}


# What a kind of entity requires of the plain text right behind it.
FOLLOWED: dict[str, Callable[[State, str], None]] = {}


@dataclass(frozen=True)
class AllowedContent:
    """What one rich text field allows, in Draft.js's names."""

    blocks: frozenset[str]
    styles: frozenset[str]
    entities: frozenset[str]


def read(sent: str, allowed: AllowedContent) -> State:
    """
    Return what was sent, with its ranges in order.

    Raises `MalformedForm` for what no editor sends, and `ValidationError` for what one
    can mend.
    """
    state = parsed(sent)
    check_size(state)
    for block in state["blocks"]:
        check_text(block["text"])
        check_kinds(block, allowed)
        block["inlineStyleRanges"] = merged(block["inlineStyleRanges"])
        block["entityRanges"] = apart(block["entityRanges"])
    used = {one["key"] for block in state["blocks"] for one in block["entityRanges"]}
    for key in used:
        check_entity(state["entityMap"].get(str(key)), allowed)
    for block in state["blocks"]:
        check_followed(block, state["entityMap"])
    return state


# Its shape


def insist(is_so: Any) -> None:
    if not is_so:
        raise MalformedForm(
            gettext(
                "A text of this form cannot be read, so nothing was saved. Go back, "
                "open the page again, and repeat your last step."
            )
        )


def is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def parsed(sent: str) -> State:
    try:
        state = json.loads(sent)
    except (ValueError, RecursionError):
        state = False
    if state is None:
        # What Draftail sends of a text that is empty, or just being copied into place.
        state = {"blocks": []}
    insist(isinstance(state, dict))
    found, entities = state.get("blocks"), state.get("entityMap", {})
    insist(isinstance(found, list) and isinstance(entities, dict))
    return {"blocks": [shaped(block) for block in found], "entityMap": entities}


def shaped(block: Any) -> State:
    insist(isinstance(block, dict))
    found = {
        "key": block.get("key"),
        "text": block.get("text"),
        "type": block.get("type", "unstyled"),
        "depth": block.get("depth", 0),
        "inlineStyleRanges": block.get("inlineStyleRanges", []),
        "entityRanges": block.get("entityRanges", []),
    }
    insist(
        isinstance(found["key"], str | None)
        and isinstance(found["text"], str)
        and isinstance(found["type"], str)
        and is_count(found["depth"])
        and found["depth"] <= MAX_DEPTH
        and isinstance(found["inlineStyleRanges"], list)
        and isinstance(found["entityRanges"], list)
    )
    length = utf16_length(found["text"])
    for one in found["inlineStyleRanges"]:
        insist(is_range(one, length) and isinstance(one.get("style"), str))
    for one in found["entityRanges"]:
        insist(is_range(one, length) and is_count(one.get("key")))
    return found


def utf16_length(text: str) -> int:
    """Return the length of a text as browsers count it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_range(one: Any, length: int) -> bool:
    return (
        isinstance(one, dict)
        and is_count(one.get("offset"))
        and is_count(one.get("length"))
        and one["offset"] + one["length"] <= length
    )


# What an editor can fix


def check_size(state: State) -> None:
    blocks = state["blocks"]
    lines = sum(1 + block["text"].count("\n") for block in blocks)
    if (
        sum(len(block["text"]) for block in blocks) > MAX_CHARACTERS
        or lines > MAX_LINES
    ):
        raise ValidationError(
            gettext("This text is too long. Divide it into several blocks or pages."),
            code="too_long",
        )
    ranges = sum(
        len(block["inlineStyleRanges"]) + len(block["entityRanges"]) for block in blocks
    )
    if ranges > MAX_RANGES:
        raise ValidationError(
            gettext(
                "This text has too many places in bold, links and figures. Divide it "
                "into several blocks or pages."
            ),
            code="too_many_ranges",
        )


def check_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError(
            gettext("There is half a sign in this text: “%(words)s”. Type it again.")
            % {"words": text.encode("utf-8", "replace").decode()[:60]},
            code="half_a_sign",
        )


def check_kinds(block: State, allowed: AllowedContent) -> None:
    styles = {one["style"] for one in block["inlineStyleRanges"]}
    if block["type"] not in allowed.blocks or not styles <= allowed.styles:
        raise ValidationError(
            gettext(
                "The text “%(words)s” has a form that this field does not take. Paste "
                "it again as plain text."
            )
            % {"words": block["text"][:60]},
            code="unknown_form",
        )


def merged(ranges: list[State]) -> list[State]:
    """Return ranges of which none of one style touch: what is bold twice is bold."""
    found: list[State] = []
    for one in sorted(ranges, key=itemgetter("style", "offset")):
        last = found[-1] if found else one
        gap = one["offset"] - last["offset"] - last["length"]
        if found and last["style"] == one["style"] and gap <= 0:
            last["length"] = max(last["length"], last["length"] + gap + one["length"])
        else:
            found.append({name: one[name] for name in ("style", "offset", "length")})
    return found


def apart(ranges: list[State]) -> list[State]:
    """Return the ranges in order; nothing can be two links at once."""
    ranges = sorted(ranges, key=itemgetter("offset", "length"))
    end = 0
    for one in ranges:
        insist(one["offset"] >= end)
        end = one["offset"] + one["length"]
    return ranges


def check_entity(entity: Any, allowed: AllowedContent) -> None:
    insist(isinstance(entity, dict) and isinstance(entity.get("type"), str))
    insist(isinstance(entity.get("data"), dict))
    kind, data = entity["type"], entity["data"]
    number, address = data.get("id"), data.get("url")
    if kind not in allowed.entities:
        leads = False
    elif number is not None:
        leads = type(number) in {int, str} and is_key(str(number))
    elif kind in WITH_ADDRESS:
        leads = is_address(address)
    else:
        leads = kind in WITHOUT_ANY
    if not leads:
        raise ValidationError(
            gettext(
                "A link or figure in this text leads nowhere (“%(where)s”). Remove it, "
                "or choose again what it leads to."
            )
            % {"where": str(number or address or kind)[:60]},
            code="leads_nowhere",
        )
    if kind in CHECKS:
        CHECKS[kind](data)


def check_followed(block: State, entities: State) -> None:
    """Check the text behind each entity, up to the next one."""
    text = block["text"].encode("utf-16-le")
    end = len(text)
    for place in reversed(block["entityRanges"]):
        entity = entities[str(place["key"])]
        if check := FOLLOWED.get(entity["type"]):
            start = 2 * (place["offset"] + place["length"])
            check(entity["data"], text[start:end].decode("utf-16-le", "ignore"))
        end = 2 * place["offset"]


def is_address(value: Any) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= MAX_URL_LENGTH
        and value.isprintable()
        and check_url(value) is not None
    )
