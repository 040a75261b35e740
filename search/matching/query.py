"""
The query of the engine: a flat list of terms, each with its worth.

It is built of terms and never parsed, so no sign that somebody types is an operator.
Flat, the engine need not look at each entry that has a common word.
"""

from collections.abc import Iterable, Iterator

from tantivy import Occur, Query

from search.index.analysis import spanish
from search.index.schema import schema
from understanding.understood import Concept, Way

# How much a word tells in each field.
WORTH = {"title": 4.0, "names": 3.0, "answer": 1.5, "text": 1.0}
EXACT = 6.0
OF_SPANISH = 2.0
MOST_TERMS = 120
UNWEIGHED = {"exact", "kind"}


def query_for(concepts: Iterable[Concept]) -> Query:
    """Return a query for entries with any of the concepts, those with more first."""
    worths: dict[tuple[str, str], float] = {}
    for concept in concepts:
        for term in spanish().analyze(" ".join(concept.typed)):
            worths["spanish", term] = OF_SPANISH
        for way in concept.ways:
            for field, term, worth in terms_of(way):
                known = worths.get((field, term), 0.0)
                worths[field, term] = max(known, worth * way.factor)
    chosen = sorted(worths.items(), key=lambda each: (-each[1], each[0]))[:MOST_TERMS]
    return Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(term_query(field, term), worth))
            for (field, term), worth in chosen
        ]
    )


def term_query(field: str, term: str) -> Query:
    option = "basic" if field in UNWEIGHED else "freq"
    return Query.term_query(schema(), field, term, option)


def terms_of(way: Way) -> Iterator[tuple[str, str, float]]:
    share = 1 / len(way.stems)
    for stem in way.stems:
        for field, worth in WORTH.items():
            yield field, stem, worth * share
    if way.exact:
        yield "exact", way.exact, EXACT
