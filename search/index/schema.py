"""
The fields of the index.

| field | what it holds | how it is searched |
| --- | --- | --- |
| `title`, `names`, `answer`, `text` | of an English entry | English stems |
| `spanish` | title, names, answer and text of a Spanish one | Spanish stems |
| `title_words` | title and names | as spelled: whole words, prefixes, spelling |
| `words` | everything | as spelled: whole words, prefixes |
| `exact` | numbers, and what is written in one piece | `terms.exact_terms` |
| `kind` | what it is | its value, such as "figure" |
| `shelf` | where it is among all | "core", or for news the week of its day |
| `identity` | a number for its key | to replace or delete it |
| `signature` | see `EntrySource.listing` | never; read as a column |
| `entry` | all that is shown, without its text | never; returned |
| `body` | its text | never; returned |
"""

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import digest
from understanding.terms import exact_terms

# Another number: every index is built anew.
VERSION = 2
# Of the one document that says which content the index shows; no entry has it.
STATE = 0
# The shelf of all that does not become more with the years, as news do.
CORE = "core"
DAYS_OF_A_SHELF = 7


@cache
def schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("title", "names", "answer", "text"):
        builder.add_text_field(name, tokenizer_name="english")
    builder.add_text_field("spanish", tokenizer_name="spanish")
    for name in ("title_words", "words"):
        builder.add_text_field(name, tokenizer_name="folded", index_option="freq")
    # With frequencies, though each is 1: the engine leaves out blocks only if all have.
    builder.add_text_field("exact", tokenizer_name="whole", index_option="freq")
    for name in ("kind", "shelf"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("identity", indexed=True, fast=True)
    builder.add_unsigned_field("signature", fast=True)
    builder.add_bytes_field("entry", stored=True)
    builder.add_bytes_field("body", stored=True)
    return builder.build()


def identity(key: str) -> int:
    """Return the number by which the document of an entry is found."""
    return max(digest(key), STATE + 1)


def shelf_of(entry: SearchEntry) -> str:
    """Return the week of an article, the newest one last, or `CORE`."""
    if entry.kind is not EntryKind.NEWS:
        return CORE
    return f"{-entry.order // DAYS_OF_A_SHELF:06d}"  # the newest is the first in order


def document(entry: SearchEntry, signature: int) -> Document:
    """Return what is indexed and stored of an entry."""
    made = Document()
    everything = "\n".join((entry.title, entry.names, entry.answer, entry.text))
    if entry.language == "es":
        made.add_text("spanish", everything)
    else:
        made.add_text("title", entry.title)
        made.add_text("names", entry.names)
        made.add_text("answer", entry.answer)
        made.add_text("text", entry.text)
    made.add_text("title_words", f"{entry.title}\n{entry.names}")
    made.add_text("words", everything)
    made.add_text("exact", " ".join(dict.fromkeys(exact_terms(everything))))
    made.add_text("kind", entry.kind)
    made.add_text("shelf", shelf_of(entry))
    made.add_unsigned("identity", identity(entry.key))
    made.add_unsigned("signature", signature)
    shown = asdict(entry)
    made.add_bytes("body", shown.pop("text").encode())
    made.add_bytes("entry", json.dumps(shown).encode())
    return made


def entry_in(found: Document) -> SearchEntry:
    """Return the entry that a document stores."""
    stored: dict[str, Any] = json.loads(bytes(found.get_first("entry") or b"{}"))
    return SearchEntry(**stored, text=bytes(found.get_first("body") or b"").decode())
