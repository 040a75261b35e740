"""What a text means: the steps of understanding, in their order."""

from collections.abc import Mapping

from search.steering import Steering
from search.understanding.distress import language_of as language_of_distress, lines_for
from search.understanding.knowledge import IndexKnowledge
from search.understanding.meanings import known_meanings
from search.understanding.place_words import place_in
from search.understanding.reading import TypedWords, WordReader, language_of, words_in
from search.understanding.small_words import asked_by
from search.understanding.tidying import tidied, typed_words
from search.understanding.understood import Understood


class NothingKnown:
    """In the place of an index while there is none."""

    vocabulary: Mapping[str, int] = {}

    def __len__(self) -> int:
        return 0

    def frequency(self, field: str, term: str) -> int:
        return 0


def understand(
    text: str,
    index: IndexKnowledge | None,
    steering: Steering,
    *,
    as_typed: bool = False,
) -> Understood:
    query = tidied(text)
    typed = [word.folded for word in typed_words(query)]
    meanings = known_meanings(steering.meanings)
    known = index or NothingKnown()
    reader = WordReader(known, meanings, as_typed=as_typed or not index)
    words = words_in(query)
    spelled = reader.spelled(words.folded)
    distress = lines_for(typed, steering.distress)
    place = "" if distress else place_in(typed, reader.knows_well, meanings.words)
    return Understood(
        query=query,
        concepts=reader.concepts(TypedWords(spelled, words.digits)),
        corrected=correction(words, spelled, place),
        language=language_of_distress(typed, steering.distress)
        or language_of(spelled, meanings),
        asks=asked_by(spelled),
        distress=tuple(distress),
        place=place,
    )


def correction(words: TypedWords, spelled: tuple[str, ...], place: str) -> str:
    """Return what is looked for instead of what was typed; "" if it is the same."""
    is_same = "".join(words.folded) == "".join(spelled)
    return "" if is_same or place else " ".join(spelled)
