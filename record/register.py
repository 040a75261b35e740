"""The source register: a line for each document, and once what several share."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from record.table import LetteredNote, letters
from sources.models import Source


class Registered(NamedTuple):
    """A document of the register; `shared` is the note that it shares with others."""

    source: Source
    shared: LetteredNote | None


def register(sources: Iterable[Source]) -> dict[str, Any]:
    """Return the documents, and once each note that stands at several of them."""
    found = list(sources)
    times = Counter(source.note for source in found if source.note)
    repeated = [text for text, number in times.items() if number > 1]
    notes = {text: LetteredNote(letters(at), text) for at, text in enumerate(repeated)}
    return {
        "documents": [Registered(source, notes.get(source.note)) for source in found],
        "notes": list(notes.values()),
    }
