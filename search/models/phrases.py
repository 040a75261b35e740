"""What people type, one phrase on each line."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from core.text_cleanup import one_line
from search.index import searcher
from understanding.small_words import SMALL
from understanding.tidying import stem, tidied, typed_words

LONGEST = 80  # characters of a phrase
MOST = 100  # phrases of a record
# Between phrases of one line, or as if they were rules.
SIGNS = frozenset(",;|*~=")
# What stands in every other question. Other small words may say something together.
ASKED = (
    "a an and are at did do does for from how in is it of on or that the this to was "
    "what when where which who why with como con de del donde el en es la las los para "
    "por que quien un una y"
)
IN_EVERY_QUESTION = frozenset(ASKED.split())
# What stands in so many titles, and in such a share of all, tells nothing of a search.
MOST_TITLES, MOST_SHARE = 20, 0.1


def phrases_in(text: str) -> list[str]:
    """Return the lines that hold something, each tidied."""
    return [line for each in text.splitlines() if (line := one_line(each))]


def phrase_key(phrase: str) -> str:
    """Return the same for each spelling: without accents, signs and capitals."""
    return " ".join(word.folded for word in typed_words(tidied(phrase)))


def keys_in(text: str) -> dict[str, str]:
    """Return the phrases by what is the same in each of their spellings."""
    return {phrase_key(phrase): phrase for phrase in reversed(phrases_in(text))}


def check_lines(text: str) -> None:
    """Raise ValidationError for lines that nobody would type, or that stand twice."""
    found = phrases_in(text)
    problems = [problem for phrase in found for problem in problems_of(phrase)]
    seen: set[str] = set()
    for phrase in found:
        if (key := phrase_key(phrase)) in seen:
            problems.append(gettext("“%s” stands here twice.") % phrase)
        seen.add(key)
    if len(found) > MOST:
        words = gettext("These are %(number)d lines. At most %(most)d are possible.")
        problems.append(words % {"number": len(found), "most": MOST})
    if problems:
        raise ValidationError(problems)


def problems_of(phrase: str) -> Iterator[str]:
    if len(phrase) > LONGEST:
        words = gettext("“%(begin)s…” is too long: at most %(most)d characters a line.")
        yield words % {"begin": phrase[:30], "most": LONGEST}
    if not phrase_key(phrase):
        yield gettext("There is no word in “%s”.") % phrase
    elif SIGNS & set(phrase):
        words = gettext(
            "Leave these signs out of “%s”: %s. Each phrase has a line of its own."
        )
        yield words % (phrase[:LONGEST], " ".join(sorted(SIGNS & set(phrase))))


def check_typed(text: str) -> None:
    """Raise ValidationError for a phrase that would match whatever people type."""
    problems = []
    for phrase in phrases_in(text):
        words = phrase_key(phrase).split()
        few = SMALL if len(words) == 1 else IN_EVERY_QUESTION
        if all(word in few or len(word) == 1 for word in words):
            problem = gettext(
                "“%s” is in too many searches: it says nothing of what somebody looks "
                "for. Add the word that it is about."
            )
            problems.append(problem % phrase)
    if problems:
        raise ValidationError(problems)


def stands_everywhere(phrase: str) -> str:
    """Return why a phrase is too common now; empty if it is not, or nobody knows."""
    words, index = phrase_key(phrase).split(), searcher()
    if index is None or not words:
        return ""
    number = min(index.frequency("title", stem(word)) for word in words)
    if number < MOST_TITLES or number < len(index) * MOST_SHARE:
        return ""
    problem = gettext(
        "“%(phrase)s” is in too many searches: it stands in %(number)d of %(all)d "
        "titles. Add a word that tells them apart."
    )
    return problem % {"phrase": phrase, "number": number, "all": len(index)}
