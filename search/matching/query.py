"""
The query of the engine: a flat list of terms, each with its worth.

It is built of terms and never parsed, so no sign that somebody types is an operator.
Flat, the engine need not look at each entry that has a common word. Where that is still
too much, it looks at a few entries only, and asks of each which of the words it has.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tantivy import Occur, Query

from search.index.schema import CORE, schema
from understanding.terms import spanish
from understanding.understood import Concept, Way

# How much a word tells in each field.
WORTH = {"title": 4.0, "names": 3.0, "answer": 1.5, "text": 1.0}
EXACT = 6.0
OF_SPANISH = 2.0
MOST_TERMS = 120
UNWEIGHED = {"kind", "shelf"}


class WorthyTerm(NamedTuple):
    field: str
    term: str
    worth: float

    @property
    def query(self) -> Query:
        return Query.boost_query(term_query(self.field, self.term), self.worth)


def terms_for(concepts: Iterable[Concept]) -> list[WorthyTerm]:
    """Return what to look for, and where: what tells most comes first."""
    worths: dict[tuple[str, str], float] = {}
    for concept in concepts:
        for term in spanish().analyze(" ".join(concept.typed)):
            worths["spanish", term] = OF_SPANISH
        for way in concept.ways:
            for field, term, worth in terms_of(way):
                known = worths.get((field, term), 0.0)
                worths[field, term] = max(known, worth * way.factor)
    chosen = sorted(worths.items(), key=lambda each: (-each[1], each[0]))[:MOST_TERMS]
    return [WorthyTerm(field, term, worth) for (field, term), worth in chosen]


def term_query(field: str, term: str) -> Query:
    option = "basic" if field in UNWEIGHED else "freq"
    return Query.term_query(schema(), field, term, option)


def terms_of(way: Way) -> Iterator[WorthyTerm]:
    share = 1 / len(way.stems)
    for stem in way.stems:
        for field, worth in WORTH.items():
            yield WorthyTerm(field, stem, worth * share)
    if way.exact:
        yield WorthyTerm("exact", way.exact, EXACT)


def with_any(terms: Iterable[WorthyTerm]) -> Query:
    """Return a query for entries with any of the terms, those with more first."""
    return Query.boolean_query([(Occur.Should, each.query) for each in terms])


def in_core(terms: Iterable[WorthyTerm]) -> Query:
    """Return the same for all but news."""
    return Query.boolean_query(
        [(Occur.Must, on_shelf(CORE)), (Occur.Must, with_any(terms))]
    )


def among(
    shelves: Iterable[str], rare: Iterable[WorthyTerm], common: Iterable[WorthyTerm]
) -> Query:
    """
    Return a query for entries on these shelves, and for all with a rare term.

    Of each of them the engine asks which common terms it has: one after the other, as
    it would go through all entries with any of them otherwise.
    """
    found = [*map(on_shelf, shelves), *(each.query for each in rare)]
    query = Query.boolean_query([(Occur.Should, each) for each in found])
    for each in common:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Should, each.query)])
    return query


def on_shelf(name: str) -> Query:
    return Query.const_score_query(term_query("shelf", name), 0.0)
