"""Reading the index: what it shows at one moment."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tantivy import DocAddress, Index, Query, Searcher

from search.entries.entry import SearchEntry
from search.index.schema import CORE, STATE, entry_in, identity, schema
from understanding.terms import ANALYZERS

logger = logging.getLogger(__name__)

Read = TypeVar("Read")
PANIC = "PanicException"

# For corrections: words of texts that at least so many entries have.
FREQUENT = 2
SHORTEST_WORD = 3
MOST_WORDS = 50_000
# Entries that stay in memory once they were found.
MOST_KEPT = 600
MOST_SHELVES = 10_000


class DamagedIndexError(Exception):
    """What is on the disk is no index, or not a whole one."""


@dataclass(frozen=True)
class State:
    """
    Which content an index shows.

    `stamp`: of the content's generation. `day`: contacts become overdue with a day.
    """

    stamp: int
    day: str

    def reaches(self, other: "State") -> bool:
        """Return whether nothing is missing that the other one has."""
        return self.stamp >= other.stamp and self.day >= other.day


def sound(read: Callable[[], Read]) -> Read:
    """Return what `read` returns. Raise `DamagedIndexError` if the engine cannot."""
    try:
        return read()
    except (OSError, ValueError) as error:
        raise DamagedIndexError(str(error)) from None
    except BaseException as error:
        # What the engine raises if it finds what cannot be: a class without a name.
        if type(error).__name__ != PANIC:
            raise
        raise DamagedIndexError(str(error)) from None


def opened(path: Path) -> Index:
    """Open an index. Raise `DamagedIndexError` if there is none that can be read."""
    index = sound(lambda: prepared(Index.open(str(path))))
    sound(index.reload)
    return index


def prepared(index: Index) -> Index:
    """Return an index that knows the analyzers of the schema."""
    for name, analyzer in ANALYZERS.items():
        index.register_tokenizer(name, analyzer())
    # Each process looks for itself; the engine's own thread would be a second late.
    index.config_reader("manual")
    return index


class IndexSearcher:
    """
    An index as it was at one moment: whatever is written later changes nothing of it.

    Any number of threads may use it. `damaged` is called if it cannot be read.
    """

    def __init__(
        self, index: Index, damaged: Callable[[], None] = lambda: None
    ) -> None:
        self.damaged = damaged
        self.inner: Searcher = index.searcher()
        found = sound(lambda: self.stored(STATE))
        if found is None:
            raise DamagedIndexError("it does not say what it shows")
        self.state = State(**json.loads(bytes(found.get_first("entry") or b"{}")))
        self.kept: dict[tuple[int, int], SearchEntry] = {}

    def sound_or(self, instead: Read, read: Callable[[], Read]) -> Read:
        """Return what `read` returns, or something else if that is damaged."""
        try:
            return sound(read)
        except DamagedIndexError as error:
            logger.warning("The index of the search is damaged: %s", error)
            self.damaged()
            return instead

    @property
    def stamp(self) -> int:
        """Return the generation of the content that it shows."""
        return self.state.stamp

    def __len__(self) -> int:
        """Return the number of entries."""
        return int(self.inner.num_docs) - 1

    def search(self, query: Query, limit: int) -> list[tuple[float, SearchEntry]]:
        """Return what matches with its score, the best first; nothing if damaged."""
        return self.sound_or([], lambda: list(self.hits(query, limit)))

    def hits(self, query: Query, limit: int) -> Iterator[tuple[float, SearchEntry]]:
        for score, address in self.inner.search(query, limit=limit, count=False).hits:
            if score > 0:  # or else it has none of the words
                yield float(score), self.entry_at(address)

    def entry_at(self, address: DocAddress) -> SearchEntry:
        place = (address.segment_ord, address.doc)
        found = self.kept.get(place)
        if found is None:
            found = entry_in(self.inner.doc(address))
            if len(self.kept) >= MOST_KEPT:
                self.kept = {}
            self.kept[place] = found
        return found

    @cached_property
    def shelves(self) -> list[tuple[str, int]]:
        """Return the shelves of news, the newest first, with their numbers."""
        found = self.beginning_with("shelf", "", MOST_SHELVES)
        return sorted((each for each in found if each[0] != CORE), reverse=True)

    def entry(self, key: str) -> SearchEntry | None:
        """Return the entry with a key, such as "page:12"; None if there is none."""
        found = self.sound_or(None, lambda: self.stored(identity(key)))
        return entry_in(found) if found else None

    def stored(self, number: int) -> Any:
        """Return the document with this identity, or None."""
        query = Query.term_query(schema(), "identity", number)
        hits = self.inner.search(query, limit=1, count=False).hits
        return self.inner.doc(hits[0][1]) if hits else None

    def frequency(self, field: str, term: str) -> int:
        """Return how many entries have a term in this field."""
        return self.sound_or(0, lambda: int(self.inner.doc_freq(field, term)))

    def beginning_with(
        self, field: str, prefix: str, limit: int
    ) -> list[tuple[str, int]]:
        """Return terms of a field that begin so, each with its number of entries."""
        begins = self.inner.terms_with_prefix
        return self.sound_or([], lambda: begins(field, prefix, limit=limit))

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """
        Return words as they are spelled, with how many entries have them.

        All of titles and names, and of texts those that are not there just once. Of
        words with a digit there are none: nobody can guess a number.
        """
        found = dict(self.words_of("words", FREQUENT))
        return found | dict(self.words_of("title_words", 1))

    def words_of(self, field: str, least: int) -> Iterator[tuple[str, int]]:
        for word, number in self.beginning_with(field, "", MOST_WORDS):
            if number >= least and len(word) >= SHORTEST_WORD and word.isalpha():
                yield word, number
