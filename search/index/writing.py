"""Writing the index: only what has changed, and all of it at once."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Query

from page_cache.request_cache import caching_for_request
from search.entries.entry_source import EntrySource
from search.entries.everything import SOURCES
from search.index.reading import IndexSearcher, State, prepared
from search.index.schema import STATE, document, entry_in, identity, schema

# The least that the engine takes.
MEMORY = 15_000_000
# Called with how many entries are written, and how many there are to write.
Progress = Callable[[int, int], None]


@dataclass
class Backlog:
    """What an index lacks, with signatures, by its source; and what is gone."""

    wanted: dict[EntrySource, dict[str, int]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len([key for keys in self.wanted.values() for key in keys])


def created(folder: Path) -> Index:
    """Create an empty index in a folder."""
    return prepared(Index(schema(), path=str(folder)))


def update(
    index: Index, known: IndexSearcher | None, state: State, progress: Progress
) -> int:
    """
    Let an index show the content as it is now; return how many entries are new in it.

    `known`: what it shows now. `state` was read before any of the content, which is at
    least as new. Errors of the database and of the disk are raised, and nothing has
    changed then.
    """
    with caching_for_request():
        backlog = compared(known)
        writer = index.writer(MEMORY, 1)
        try:
            write(writer, backlog, state, progress)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        # It also lets go of the engine's own lock.
        writer.wait_merging_threads()
    return len(backlog)


def compared(known: IndexSearcher | None) -> Backlog:
    """Compare what readers may see with what an index shows."""
    signatures = known.signatures() if known else {}
    backlog = Backlog(gone=set(signatures))
    for make in SOURCES:
        source = make()
        wanted = backlog.wanted[source] = {}
        for key, signature in source.listing():
            number = identity(key)
            backlog.gone.discard(number)
            if signatures.get(number) != signature:
                wanted[key] = signature
    if known:
        add_users(backlog, signatures, known)
    return backlog


def add_users(
    backlog: Backlog, signatures: dict[int, int], known: IndexSearcher
) -> None:
    """Add entries whose text shows something of what has changed, or is gone."""
    changed = [key for keys in backlog.wanted.values() for key in keys]
    changed += [
        entry_in(found).key
        for number in backlog.gone
        if (found := known.stored(number))
    ]
    for source, wanted in backlog.wanted.items():
        for key in source.using(changed):
            if (number := identity(key)) in signatures:
                wanted.setdefault(key, signatures[number])


def write(
    writer: IndexWriter, backlog: Backlog, state: State, progress: Progress
) -> None:
    for number in [*backlog.gone, STATE]:
        forget(writer, number)
    for done, made in enumerate(documents(writer, backlog), start=1):
        writer.add_document(made)
        progress(done, len(backlog))
    writer.add_document(stating(state))


def documents(writer: IndexWriter, backlog: Backlog) -> Iterator[Document]:
    for source, wanted in backlog.wanted.items():
        for key in wanted:
            forget(writer, identity(key))
        for entry in source.build(wanted):
            yield document(entry, wanted[entry.key])


def forget(writer: IndexWriter, number: int) -> None:
    # By a query, as terms are of another type of number there.
    query = Query.term_query(schema(), "identity", number)
    writer.delete_documents_by_query(query)


def stating(state: State) -> Document:
    made = Document()
    made.add_unsigned("identity", STATE)
    made.add_bytes("entry", json.dumps(asdict(state)).encode())
    return made
