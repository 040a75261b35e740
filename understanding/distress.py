"""
Words of somebody in danger, and the line that stands above all results.

They hold whatever editors do, who can only add to them. The first group that fits says
which line is right, so the more pressing or more special one stands higher.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from understanding.phrases import PhraseList, as_text, has_any
from understanding.spelling import corrected, parts_of
from understanding.taught import Distress
from understanding.tidying import tidied, typed_words

DATA = Path(__file__).with_name("data")
LANGUAGES = {"en": "distress_english.txt", "es": "distress_spanish.txt"}


class DistressGroup(NamedTuple):
    """Phrases for which one line is right."""

    line: str
    language: str
    phrases: tuple[str, ...]


def read_groups(text: str, language: str) -> Iterator[DistressGroup]:
    """Yield the groups of a file in their order; the files say how they are written."""
    names: dict[str, str] = {}
    head, *sections = re.split(r"^\[(.+)\]$", text, flags=re.MULTILINE)
    for row in told_in(head):
        name, _equals, words = row.partition(" = ")
        names[name] = words
    for line, section in zip(sections[::2], sections[1::2], strict=True):
        phrases = tuple(row.format_map(names) for row in told_in(section))
        yield DistressGroup(line, language, phrases)


def told_in(text: str) -> list[str]:
    return [row for row in text.splitlines() if row and not row.startswith("#")]


# Group by group, English and Spanish, in the order in which they are tried.
GROUPS = tuple(
    group
    for both in zip(
        *(
            read_groups((DATA / name).read_text(encoding="utf-8"), language)
            for language, name in LANGUAGES.items()
        ),
        strict=True,
    )
    for group in both
)
PHRASES = {group: PhraseList(group.phrases) for group in GROUPS}
# All that a misspelled word may be meant to be.
WORDS = dict.fromkeys(
    (
        word
        for group in GROUPS
        for phrase in group.phrases
        for word in re.findall(r"[a-z]{4,}(?!~)\b", phrase)
    ),
    1,
)
MOST_LINES = 2
AGE = re.compile(r"(?<= )(\d{1,2})(yrs?|yo|years?)(?= )")  # "15yo"
# Lines for what the site reports on, too.
ASKED_ABOUT = frozenset({"nhth", "ncmec", "emergency", "victimconnect"})
ABOUT_CASES = frozenset({"rainn", "dv", "childhelp"})
# A figure, or a case: nobody in danger asks so, whichever the line.
OF_A_CASE = (
    "how many|much",
    "cuantos|cuantas",
    "arrest|arrests|statistics|stats|figures|total|rates|news|sentenced|charged"
    "|charges|convicted|convictions|indicted|suspects|investigations",
)
# Who asks about a subject is in no danger, unless it is about somebody near.
OF_A_SUBJECT = (
    *OF_A_CASE,
    "located|recovered|rescued|rescatados|rescatadas|suspect|data|numbers|rate|law|laws"
    "|policy|definition|meaning|deaths|noticias",
    "what is|does|are",
    "train|training|trainings|teach|spot|recognize|signs|prevent|prevention|learn",
)
OF_SOMEBODY = ("i|im|me|my|we|us|our|he|hes|she|shes|they|mi|me|nos|hotline|line",)


def lines_for(words: Sequence[str], taught: Iterable[Distress] = ()) -> list[str]:
    """Return the slugs of the lines for folded words, the right one first."""
    return list(dict.fromkeys(line for line, _language in said(words, taught)))[
        :MOST_LINES
    ]


def respelled(words: Sequence[str], knows: Callable[[str], bool]) -> list[str]:
    """Return words of distress for those that are misspelled: fear types fast."""
    found: list[str] = []
    for word in words:
        if word in WORDS or knows(word):
            found.append(word)
        else:
            found += parts_of(word, WORDS) or [corrected(word, WORDS) or word]
    return found


def language_of(words: Sequence[str], taught: Iterable[Distress] = ()) -> str:
    """Return the language of words of distress; "" if there are none."""
    return next((language for _line, language in said(words, taught)), "")


def said(
    words: Sequence[str], taught: Iterable[Distress] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the line of each group that fits, and the language of its words."""
    text = AGE.sub(r"\1 \2", as_text(words))
    skipped = asked_about(text)
    for group, phrases in PHRASES.items():
        if group.line not in skipped and phrases.has_one_in(text):
            yield group.line, group.language
    for each in taught:
        if has_any(text, folded_phrases(each.typed)):
            yield each.line, each.language


def asked_about(text: str) -> frozenset[str]:
    """Return the lines of which a text only asks about the subject."""
    if has_any(text, OF_SOMEBODY) or not has_any(text, OF_A_SUBJECT):
        return frozenset()
    return ASKED_ABOUT | (ABOUT_CASES if has_any(text, OF_A_CASE) else frozenset())


@lru_cache
def folded_phrases(typed: tuple[str, ...]) -> list[str]:
    """Return phrases that editors wrote in plain words, as texts are compared."""
    return [
        as_text(word.folded for word in typed_words(tidied(phrase))) for phrase in typed
    ]
