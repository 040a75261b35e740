"""What a text means: the steps of understanding, in their order."""

from collections.abc import Mapping, Sequence

from django.db import DatabaseError, InterfaceError

from understanding.distress import (
    language_of as language_of_distress,
    lines_for,
    respelled,
)
from understanding.knowledge import IndexKnowledge
from understanding.meanings import known_meanings
from understanding.place_in_a_story import place_told
from understanding.place_words import place_in
from understanding.reading import TypedWords, WordReader, language_of, words_in
from understanding.small_words import asked_by
from understanding.spoken_digits import with_digits
from understanding.taught import Distress, Meaning
from understanding.tidying import tidied, typed_words
from understanding.understood import Understood


class NothingKnown:
    """In the place of an index while there is none."""

    vocabulary: Mapping[str, int] = {}

    def __len__(self) -> int:
        return 0

    def frequency(self, field: str, term: str) -> int:
        return 0

    def beginning_with(
        self, field: str, prefix: str, limit: int
    ) -> list[tuple[str, int]]:
        return []


def understand(
    text: str,
    index: IndexKnowledge | None,
    meanings: tuple[Meaning, ...] = (),
    distress: tuple[Distress, ...] = (),
    *,
    as_typed: bool = False,
) -> Understood:
    query = tidied(text)
    told = with_digits(query)
    typed = [word.folded for word in typed_words(told)]
    known_words = known_meanings(meanings)
    known = index or NothingKnown()
    reader = WordReader(known, known_words, as_typed=as_typed or not index)
    words = words_in(told)
    spelled = reader.spelled(words.folded)
    said = respelled(typed, reader.knows)
    lines = lines_for(typed, distress)
    if said != typed and not lines:
        lines = lines_for(said, distress)
    place = "" if lines else place_or_none(typed, reader)
    return Understood(
        query=query,
        concepts=reader.concepts(TypedWords(spelled, words.digits)),
        corrected=correction(words, spelled, place),
        language=(language_of_distress(said, distress) if lines else "")
        or language_of(spelled, known_words),
        asks=asked_by(spelled),
        distress=tuple(lines),
        place=place,
    )


def place_or_none(typed: Sequence[str], reader: WordReader) -> str:
    """Return the words of a place; none in a process that knows no place yet."""
    try:
        return place_in(
            typed, reader.knows_well, reader.meanings.words, reader.corrected
        ) or place_told(typed, reader.knows_well)
    except (DatabaseError, InterfaceError):
        return ""


def correction(words: TypedWords, spelled: tuple[str, ...], place: str) -> str:
    """Return what is looked for instead of what was typed; "" if it is the same."""
    is_same = "".join(words.folded) == "".join(spelled)
    return "" if is_same or place else " ".join(spelled)
