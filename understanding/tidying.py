"""Makes what was typed fit to be read, and divides it into words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

MAX_LENGTH = 200
APART = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls and broken letters
NOTHING = {"Cf"}  # marks of direction, soft hyphens
DASHES = re.compile("[\u2010-\u2015\u2212]")
APOSTROPHES = re.compile("[\u2018\u2019\u02bb\u02bc\u00b4`]")
ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}(?=\W|$)|\b(?:[^\W\d_]\.){2,}[^\W\d_]\b")
POSSESSIVE = re.compile(r"'s\b|'$")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class TypedWord(NamedTuple):
    """A word as typed, and as it is compared: small letters without accents."""

    text: str
    folded: str


def tidied(text: str) -> str:
    """Return a short text of letters, signs and single spaces, whatever was typed."""
    sound = text[: MAX_LENGTH * 5].encode(errors="replace").decode()
    plain = unicodedata.normalize("NFKC", sound)
    seen = "".join(
        "" if category in NOTHING else " " if category in APART else each
        for each in plain
        for category in [unicodedata.category(each)]
    )
    seen = APOSTROPHES.sub("'", DASHES.sub("-", seen))
    return " ".join(seen.split())[:MAX_LENGTH].strip()


def typed_words(text: str) -> list[TypedWord]:
    """Divide a tidied text; "F.B.I." and "who's" are one word each."""
    joined = ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    return [
        TypedWord(word, folded(word))
        for match in WORD.finditer(joined)
        for word in [POSSESSIVE.sub("", match[0]).replace("'", "")]
        if word
    ]


def joined_letters(words: Sequence[str]) -> list[str]:
    """Return "fbi" for "f b i"."""
    found: list[str] = []
    spelled = False
    for word in words:
        is_letter = len(word) == 1 and word.isalpha() and word != "a"
        if is_letter and spelled:
            found[-1] += word
        else:
            found.append(word)
        spelled = is_letter
    return found


@lru_cache
def analyzer(language: str) -> TextAnalyzer:
    """Return what reduces a single word to its stem, as the index does."""
    plain = TextAnalyzerBuilder(Tokenizer.raw())
    plain = plain.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    if language:
        plain = plain.filter(Filter.stemmer(language))
    return plain.build()


def folded(word: str) -> str:
    return "".join(analyzer("").analyze(word))


@lru_cache(maxsize=20_000)
def stem(word: str, language: str = "english") -> str:
    return "".join(analyzer(language).analyze(word))
