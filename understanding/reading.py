"""Reads a text as a person means it, without looking anything up in the index."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10

from understanding.dates import with_dates_in_words
from understanding.distress import WORDS as OF_DISTRESS
from understanding.knowledge import IndexKnowledge
from understanding.meanings import KnownMeanings, Meant
from understanding.numbers import numbers_in
from understanding.place_words import COUNTY_WORDS
from understanding.small_words import OF_THE_SITE, SMALL, SPANISH_ONLY
from understanding.spelling import corrected, parts_of
from understanding.tidying import joined_letters, stem, typed_words
from understanding.understood import Concept, Way

LETTERS_THEN_DIGITS = re.compile(r"([a-z]+)(\d+)|(\d+)([a-z]+)")
MEANT, PREFIX = 0.9, 0.75
UNKNOWN_TELLS, OF_THE_SITE_TELLS = 1.0, 0.35
SHORT_PIECE = 3  # letters
MOST_PREFIXED, MOST_BEGUN = 12, 100
FEWEST_OF_A_PREFIX = 3
MOST_SPELLED, MOST_CONCEPTS = 8, 16  # different ones of a text
LEAST_SPELLED_OUT = 100  # smaller numbers in words are searched as words
FIELDS = ("title", "names", "answer", "text")


@dataclass(frozen=True)
class TypedWords:
    """The folded words of a text; `digits`: what else a number in it may be."""

    folded: tuple[str, ...]
    digits: Mapping[str, tuple[str, ...]]


def words_in(text: str) -> TypedWords:
    """Return the words of a tidied text, numbers and dates in one spelling."""
    text = with_dates_in_words(text)
    digits: dict[str, tuple[str, ...]] = {}
    for number in reversed(numbers_in(text)):
        typed = text[number.start : number.end]
        if typed.isdigit() and typed.startswith("0"):
            continue  # part of the number of a document, such as "2025-02004"
        if typed.isalpha() and float(number.digits[0]) < LEAST_SPELLED_OUT:
            digits[typed.lower()] = number.digits
            continue
        first = number.digits[0].replace(".", "")
        digits[first] = number.digits
        text = f"{text[: number.start]} {first} {text[number.end :]}"
    folded = joined_letters([word.folded for word in typed_words(text)])
    return TypedWords(tuple(folded), digits)


@dataclass(frozen=True)
class WordReader:
    """Reads words with what the index and the editors know."""

    known: IndexKnowledge
    meanings: KnownMeanings
    as_typed: bool = False

    def knows(self, word: str) -> bool:
        return (
            word in SMALL
            or word in OF_DISTRESS
            or word in self.meanings.words
            or word.isdigit()
            or self.frequency(word) > 0
            or self.meanings.at([word], 0) is not None
            or self.known.frequency("exact", word) > 0
        )

    def knows_well(self, word: str) -> bool:
        """Return whether a title or a name has the word, or editors have taught it."""
        titled = self.known.frequency("title_words", word)
        is_begun = bool(self.completions(word))
        return word in self.meanings.words or titled > 0 or is_begun

    def frequency(self, word: str) -> int:
        return max(self.known.frequency(field, stem(word)) for field in FIELDS)

    def spelled(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words with those in their place that nobody spells so."""
        found: list[str] = []
        place = 0
        spelled: dict[str, Sequence[str]] = {}
        while place < len(words):
            pair = "".join(words[place : place + 2])
            if self.is_torn(words[place : place + 2]):
                found.append(pair)
                place += 2
                continue
            word, is_last = words[place], place == len(words) - 1
            if self.knows(word) or len(spelled) == MOST_SPELLED:
                found.append(word)
            else:
                if word not in spelled:
                    spelled[word] = self.spelling(word, is_last=is_last)
                found += spelled[word]
            place += 1
        return tuple(found)

    def is_torn(self, pair: Sequence[str]) -> bool:
        """Return whether two words are one, such as "fire arms"."""
        return (
            len(pair) > 1
            and not all(map(self.knows, pair))
            and self.known.frequency("words", "".join(pair)) > 0
        )

    def spelling(self, word: str, *, is_last: bool) -> Sequence[str]:
        """Return what is meant by an unknown word: its parts, or a word near it."""
        if is_last and self.completions(word):
            return [word]
        if split := LETTERS_THEN_DIGITS.fullmatch(word):
            return [each for each in split.groups() if each]
        parts = parts_of(word, self.known.vocabulary)
        return parts or [self.corrected(word) or word]

    def corrected(self, word: str) -> str:
        if self.as_typed:
            return ""
        more = dict.fromkeys(self.meanings.words | SMALL, 1)
        return corrected(word, {**more, **self.known.vocabulary})

    def completions(self, word: str) -> list[str]:
        """Return known words that begin so, the most frequent first."""
        if len(word) < FEWEST_OF_A_PREFIX:
            return []
        begun = self.known.beginning_with("title_words", word, MOST_BEGUN)
        begun = begun or self.known.beginning_with("words", word, MOST_BEGUN)
        found = [(-number, each) for each, number in begun if each != word]
        return [each for _number, each in sorted(found)[:MOST_PREFIXED]]

    # Concepts

    def concepts(self, words: TypedWords) -> tuple[Concept, ...]:
        """Return what is looked for, each thing once, and no endless list."""
        found = list(self.all_concepts(words))
        found = found or list(self.all_concepts(words, with_small=True))
        return tuple(dict.fromkeys(found))[:MOST_CONCEPTS]

    def all_concepts(
        self, words: TypedWords, *, with_small: bool = False
    ) -> Iterator[Concept]:
        folded, place = words.folded, 0
        while place < len(folded):
            meant = self.meanings.at(folded, place)
            piece = "" if meant else self.piece_at(words, place)
            length = meant.length if meant else 2 if piece else 1
            part = folded[place : place + length]
            if meant or with_small or len(part) > 1 or part[0] not in SMALL:
                is_last = place + length == len(folded)
                yield self.concept(part, piece, words.digits, meant, is_last=is_last)
            place += length

    def piece_at(self, words: TypedWords, place: int) -> str:
        """
        Return two words as the site writes them in one piece, such as "jtf alpha".

        "" if it does not, or if it has each of the words for itself, as "just ice".
        """
        pair = words.folded[place : place + 2]
        if len(pair) < 2 or SMALL.issuperset(pair) or all(map(self.is_a_word, pair)):
            return ""
        for last in (pair[1], *words.digits.get(pair[1], ())):
            if self.known.frequency("exact", piece := f"{pair[0]}{last}"):
                return piece
            if len(piece) > SHORT_PIECE and self.known.frequency("words", piece):
                return piece
        return ""

    def is_a_word(self, word: str) -> bool:
        known = self.known.frequency("words", word) > 0
        return len(word) > 2 and not word.isdigit() and known

    def concept(
        self,
        part: Sequence[str],
        piece: str,
        digits: Mapping[str, tuple[str, ...]],
        meant: Meant | None,
        *,
        is_last: bool,
    ) -> Concept:
        exact = piece or "".join(part)
        exact = exact if self.known.frequency("exact", exact) else ""
        stems = tuple(stem(word) for word in part)
        ways = [Way(stems, exact=exact)]
        if piece:
            ways.append(Way((stem(piece),)))
        if len(part) == 1:
            ways += self.other_ways(part[0], digits)
        if meant:
            ways += [Way(stems, MEANT) for stems in meant.means]
        elif is_last and len(part) == 1 and not part[0].isdigit():
            begun = {stem(each) for each in self.completions(part[0])}.difference(stems)
            ways += [Way((each,), PREFIX) for each in sorted(begun)]
        made = Concept(tuple(part), tuple(ways))
        return replace(made, weight=self.weight(made))

    @staticmethod
    def other_ways(word: str, digits: Mapping[str, tuple[str, ...]]) -> Iterator[Way]:
        for other in digits.get(word, ()):
            if other != word:
                yield Way((other,), exact=other)
        if split := LETTERS_THEN_DIGITS.fullmatch(word):
            yield Way(tuple(stem(each) for each in split.groups() if each), MEANT)

    def weight(self, concept: Concept) -> float:
        """Return how much a concept tells: rare things more than common ones."""
        ways = max(self.entries_with(way) for way in concept.ways[:1])
        known = ways or max(self.entries_with(way) for way in concept.ways)
        if not known:
            is_kind = COUNTY_WORDS.issuperset(concept.typed)
            return OF_THE_SITE_TELLS if is_kind else UNKNOWN_TELLS
        share = 1 + log10((len(self.known) + 1) / known)
        return share * (OF_THE_SITE_TELLS if {*concept.typed} <= OF_THE_SITE else 1)

    def entries_with(self, way: Way) -> int:
        """Return about how many entries say it so."""
        exact = self.known.frequency("exact", way.exact) if way.exact else 0
        words = min(
            max(self.known.frequency(field, each) for field in FIELDS)
            for each in way.stems
        )
        return max(exact, words)


def language_of(words: Sequence[str], meanings: KnownMeanings) -> str:
    """Return "es" if more of the words are Spanish than not."""
    spanish = other = place = 0
    while place < len(words):
        meant = meanings.at(words, place)
        length = meant.length if meant else 1
        part = words[place : place + length]
        # "contact" has the stem of "contacto", and is a word of this site.
        is_english = meanings.of_the_site.issuperset(part)
        if meant and meant.language == "es" and not is_english:
            spanish += 2 * length
        elif words[place] in SPANISH_ONLY:
            spanish += 1
        elif words[place] not in OF_THE_SITE:
            other += length
        place += length
    return "es" if spanish > other else "en"
