"""Where entries of some kinds come from."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from wagtail.models import Page

from search.entries.entry import EntryKind, SearchEntry

# Of an entry, to tell whether it has changed: kept for each in the index.
SIGNATURE_BYTES = 8

Part = TypeVar("Part")


def digest(told: object) -> int:
    """Return a number that is another one for anything else."""
    sign = hashlib.blake2b(repr(told).encode(), digest_size=SIGNATURE_BYTES).digest()
    return int.from_bytes(sign)


@dataclass(frozen=True, slots=True)
class Seen:
    """
    What of one kind readers may see.

    `rows`: a queryset, by primary key. `on`: the type of the one page that shows it;
    None for pages, which are seen by their own place in the tree. `among`: a set of
    primary keys that takes long to find, so that it may be as old as the generation.
    """

    rows: Callable[[], Any]
    on: type[Page] | None = None
    among: Callable[[], set[int]] | None = None


class EntrySource(ABC):
    """
    Everything of some kinds that everybody may see, as entries.

    One is made for each update of the index, and forgotten afterwards. All of it reads
    the database, whose errors are raised.
    """

    kinds: frozenset[EntryKind]
    # For the live check: see `search.entries.live`.
    seen: Mapping[EntryKind, Seen] = {}

    @abstractmethod
    def listing(self) -> Iterator[tuple[str, int]]:
        """
        Yield the key of each entry with its signature, in few queries.

        The signature differs if what would be built from it differs, whoever wrote it.
        """

    @abstractmethod
    def build(self, keys: Collection[str]) -> Iterator[SearchEntry]:
        """Yield these entries; what is gone meanwhile is left out."""

    def using(self, changed: Collection[str]) -> Iterator[str]:
        """Yield keys of entries whose text has something of these other entries."""
        return iter(())


class WholeSource(EntrySource):
    """A few hundred entries, built all at once: each is its own signature."""

    def __init__(self) -> None:
        self.built: dict[str, SearchEntry] = {}

    @abstractmethod
    def entries(self) -> Iterator[SearchEntry]:
        """Yield all entries, in the order of the record or the directory."""

    def listing(self) -> Iterator[tuple[str, int]]:
        self.built = {each.key: each for each in self.entries()}
        for key, entry in self.built.items():
            yield key, digest(entry)

    def build(self, keys: Collection[str]) -> Iterator[SearchEntry]:
        if not self.built:
            self.built = {each.key: each for each in self.entries()}
        for key in keys:
            if key in self.built:
                yield self.built[key]


def numbers_in(keys: Collection[str]) -> dict[int, str]:
    """Return keys by the primary key in each, such as 12 in "figure:12"."""
    return {int(key.partition(":")[2]): key for key in keys}


def in_parts(found: Iterable[Part], size: int) -> Iterator[list[Part]]:
    """Yield them in lists of this size; the last one may be shorter."""
    left = iter(found)
    while part := list(islice(left, size)):
        yield part
