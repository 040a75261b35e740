"""
The entries that are looked at closely: the same number, however many there are.

News become more with the years. A word that stands in a hundred thousand articles finds
the newest ones with it, so that its search costs what any other does.
"""

from collections.abc import Iterable

from search.entries.entry import SearchEntry
from search.index import IndexSearcher
from search.matching.query import WorthyTerm, among, in_core, terms_for, with_any
from understanding.understood import Concept

MOST_HITS = 60
MOST_OF_CORE = 30
FEW = 5_000  # entries, of which all can be gone through
# So many entries with one of the words are gone through, each word counted.
MOST_GONE_THROUGH = 15_000
NEWEST = 300  # articles, if all words are more common

Candidates = list[tuple[float, SearchEntry]]


def candidates(index: IndexSearcher, concepts: Iterable[Concept]) -> Candidates:
    """Return what may be meant, with how well its words match, the best first."""
    terms = terms_for(concepts)
    if len(index) <= FEW:
        return index.search(with_any(terms), MOST_HITS)
    known = [(each, index.frequency(each.field, each.term)) for each in terms]
    terms = [each for each, number in known if number]
    rare, common = divided(known)
    if not common:
        return index.search(with_any(terms), MOST_HITS) if terms else []
    found = index.search(in_core(terms), MOST_OF_CORE)
    query = among(newest(index), rare, common)
    cores = {entry.key for _score, entry in found}
    found += [
        each for each in index.search(query, MOST_HITS) if each[1].key not in cores
    ]
    return sorted(found, key=lambda each: -each[0])[:MOST_HITS]


def divided(
    known: Iterable[tuple[WorthyTerm, int]],
) -> tuple[list[WorthyTerm], list[WorthyTerm]]:
    """Return the rare terms, as many as one can go through, and all others."""
    rare: list[WorthyTerm] = []
    common: list[WorthyTerm] = []
    left = MOST_GONE_THROUGH
    for each, number in sorted(known, key=lambda pair: pair[1]):
        left -= number
        if number:
            (rare if left >= 0 else common).append(each)
    return rare, common


def newest(index: IndexSearcher) -> list[str]:
    """Return the shelves with the newest articles."""
    chosen, number = [], 0
    for name, articles in index.shelves:
        if number >= NEWEST:
            break
        chosen.append(name)
        number += articles
    return chosen
