"""What an index has of each entry: sixteen bytes, so that 100,000 need no room."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from tantivy import FieldType, Query, Searcher

from search.index.schema import STATE, schema

# The identities are spread over all numbers, and read in so many parts.
PARTS = 64
STEP = 2**64 // PARTS


class Signatures:
    """Signatures by identity, and which of them have been asked for."""

    def __init__(self, searcher: Searcher | None) -> None:
        self.numbers, self.signs = array("Q"), array("Q")
        for part in range(PARTS):
            for number, sign in sorted(pairs(searcher, part)) if searcher else ():
                self.numbers.append(number)
                self.signs.append(sign)
        self.taken = bytearray(len(self.numbers))

    def __len__(self) -> int:
        return len(self.numbers)

    def place_of(self, number: int) -> int:
        """Return where an identity is; -1 for one that the index has not."""
        place = bisect_left(self.numbers, number)
        is_there = place < len(self.numbers) and self.numbers[place] == number
        return place if is_there else -1

    def take(self, number: int) -> int | None:
        """Return a signature, which then counts as asked for; None if there is none."""
        place = self.place_of(number)
        if place < 0:
            return None
        self.taken[place] = 1
        return self.signs[place]

    def left(self) -> Iterator[int]:
        """Yield the identities that nobody has asked for."""
        for number, is_taken in zip(self.numbers, self.taken, strict=True):
            if not is_taken:
                yield number


def pairs(searcher: Searcher, part: int) -> Iterator[tuple[int, int]]:
    """Yield identities with their signatures, of one part of all identities."""
    query = Query.range_query(
        schema(),
        "identity",
        FieldType.Unsigned,
        lower_bound=max(part * STEP, STATE + 1),
        upper_bound=(part + 1) * STEP - 1,
    )
    most = max(searcher.num_docs, 1)
    found = searcher.search(query, limit=most, count=False).hits
    addresses = [address for _score, address in found]
    numbers = searcher.fast_field_values("identity", addresses)
    signs = searcher.fast_field_values("signature", addresses)
    for number, sign in zip(numbers, signs, strict=True):
        yield int(number or 0), int(sign or 0)
