"""What people type, one phrase on each line."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from core.text_cleanup import one_line

LONGEST = 80  # characters of a phrase
MOST = 100  # phrases of a record
WORD = re.compile(r"\w+")
# Between phrases of one line, or as if they were rules.
SIGNS = frozenset(",;|*~")
# What says nothing of its subject: it stands in every other question.
SMALL_WORDS = frozenset(
    WORD.findall(
        "a about am an and any are as at be by can could de del did do does el en es "
        "find for from had has have how i if in is it la las los me my no not of on "
        "one or our para por que se she show so some tell than that the their them "
        "there they this to un una us want was we were what when where which who whom "
        "whose why will with would y you your"
    )
)

# What a phrase is refused for besides: each returns why, or nothing. Higher modules
# add theirs, as the models know nothing of the index.
Check = Callable[[str], str]
CHECKS: list[Check] = []


def phrases_in(text: str) -> list[str]:
    """Return the lines that hold something, each tidied."""
    return [line for each in text.splitlines() if (line := one_line(each))]


def phrase_key(phrase: str) -> str:
    """Return the same for each spelling: without accents, signs and capitals."""
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(WORD.findall(kept))


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
        if all(word in SMALL_WORDS or len(word) == 1 for word in words):
            problem = gettext(
                "“%s” is in too many searches: it would stand above everything. Add "
                "the word that it is about."
            )
            problems.append(problem % phrase)
        problems += [problem for check in CHECKS if (problem := check(phrase))]
    if problems:
        raise ValidationError(problems)
