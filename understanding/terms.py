"""
How texts become terms: in the index, and of what a reader types.

Whoever builds a query takes its terms from the same functions, so that both agree.
"""

import re
from collections.abc import Iterator
from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

LONGEST_TERM = 40
# What joins the parts of a word: MS-13, 287(g), U.S., and/or.
INSIDE = re.compile(r"[^\w\s]+")
GROUPED = re.compile(r"(?<=\d),(?=\d{3})")
DECIMAL = re.compile(r"\d+\.\d+[a-z]*")
# Two pieces that people also write as one: MS 13, EO 14159.
LETTERS_AND_DIGITS = re.compile(r"\b([a-z]{2,4})[\s.-]+(\d{1,6})\b")


def analyzer(*more: Filter) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    folding = [Filter.lowercase(), Filter.ascii_fold()]
    for each in [Filter.remove_long(LONGEST_TERM), *folding, *more]:
        builder = builder.filter(each)
    return builder.build()


@cache
def folded() -> TextAnalyzer:
    """Return words in small letters without accents, as they are spelled."""
    return analyzer()


@cache
def english() -> TextAnalyzer:
    """Return the same, cut down to their English stems."""
    return analyzer(Filter.stemmer("english"))


@cache
def spanish() -> TextAnalyzer:
    """Return the same, cut down to their Spanish stems."""
    return analyzer(Filter.stemmer("spanish"))


@cache
def whole() -> TextAnalyzer:
    """Return what `exact_terms` has made, between spaces."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


@cache
def folding_only() -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.raw())
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()


# By their names in the schema.
ANALYZERS = {
    "folded": folded,
    "english": english,
    "spanish": spanish,
    "whole": whole,
}


def fold(text: str) -> str:
    """Return a text in small letters without accents."""
    return "".join(folding_only().analyze(text))


def exact_terms(text: str) -> Iterator[str]:
    """
    Yield what is written in one piece, without the signs inside: ms13 for MS-13.

    Of numbers, the digits: 3266 for 3,266, and 18772474847 for 1-877-247-4847. Of two
    pieces that are written apart as well, the whole: eo14159 for EO 14159.
    """
    text = GROUPED.sub("", fold(text))
    for letters, digits in LETTERS_AND_DIGITS.findall(text):
        yield f"{letters}{digits}"
    for piece in text.split():
        bare = piece.strip(".,;:!?()[]\"'$“”‘’")  # noqa: RUF001, quotation marks
        if DECIMAL.fullmatch(bare):
            yield bare
            continue
        term = INSIDE.sub("", bare)[:LONGEST_TERM]
        if term and (term != bare or any(map(str.isdigit, term))):
            yield term
