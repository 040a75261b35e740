"""Writing the index: only what has changed, and all of it at once."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Query

from page_cache.request_cache import caching_for_request
from search.entries.entry_source import EntrySource, in_parts
from search.entries.everything import SOURCES
from search.index.reading import IndexSearcher, State, prepared, sound
from search.index.schema import STATE, document, entry_in, identity, schema
from search.index.signatures import Signatures

# The least that the engine takes. Whoever writes everything may have more, so that it
# ends in few pieces, which need not be merged later.
LEAST, MUCH = 15_000_000, 250_000_000  # bytes
# Entries that are built at once.
AT_ONCE = 200
# Called with how many entries have been written.
Progress = Callable[[int], None]


def created(folder: Path) -> Index:
    """Create an empty index in a folder."""
    return prepared(Index(schema(), path=str(folder)))


def update(
    index: Index,
    known: IndexSearcher | None,
    state: State,
    progress: Progress,
    memory: int = LEAST,
) -> int:
    """
    Let an index show the content as it is now; return how many entries are new in it.

    `known`: what it shows now. `state` was read before any of the content, which is at
    least as new. Errors of the database and of the disk are raised, and
    `DamagedIndexError`; nothing has changed then.
    """
    with caching_for_request():
        writer = index.writer(memory, 1)
        try:
            done = IndexUpdate(writer, known, progress).run(state)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        # It also lets go of the engine's own lock.
        writer.wait_merging_threads()
    return done


class IndexUpdate:
    """What one commit writes. Little of it is in memory at once."""

    def __init__(
        self, writer: IndexWriter, known: IndexSearcher | None, progress: Progress
    ) -> None:
        self.writer, self.known, self.progress = writer, known, progress
        self.signatures = sound(lambda: Signatures(known.inner if known else None))
        self.changed: list[str] = []
        self.done = 0

    def run(self, state: State) -> int:
        sources = [make() for make in SOURCES]
        for source in sources:
            for some in in_parts(self.new_in(source), AT_ONCE):
                self.add(source, dict(some))
        for number in self.signatures.left():
            self.note(number)
            self.forget(number)
        for source in sources:
            self.add(source, dict(self.users_in(source)))
        self.forget(STATE)
        self.writer.add_document(stating(state))
        return self.done

    def new_in(self, source: EntrySource) -> Iterator[tuple[str, int]]:
        """Yield what the index lacks, each with its signature."""
        for key, signature in source.listing():
            if self.signatures.take(identity(key)) != signature:
                yield key, signature

    def add(self, source: EntrySource, wanted: dict[str, int]) -> None:
        for key in wanted:
            self.forget(identity(key))
            if self.known:
                self.changed.append(key)
        for entry in source.build(wanted):
            self.writer.add_document(document(entry, wanted[entry.key]))
            self.done += 1
            self.progress(self.done)

    def note(self, number: int) -> None:
        """Note what is gone, as the text of another entry may show something of it."""
        if self.known and (found := self.known.stored(number)):
            self.changed.append(entry_in(found).key)

    def users_in(self, source: EntrySource) -> Iterator[tuple[str, int]]:
        """Yield what has not changed itself, but shows something that has."""
        changed = frozenset(self.changed)
        for key in source.using(changed):
            signature = self.signatures.take(identity(key))
            if signature is not None and key not in changed:
                yield key, signature

    def forget(self, number: int) -> None:
        # By a query, as terms are of another type of number there.
        query = Query.term_query(schema(), "identity", number)
        self.writer.delete_documents_by_query(query)


def stating(state: State) -> Document:
    made = Document()
    made.add_unsigned("identity", STATE)
    made.add_bytes("entry", json.dumps(asdict(state)).encode())
    return made
