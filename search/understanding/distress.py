"""
Words of somebody in danger, and the line that stands above all results.

They hold whatever editors do, who can only add to them. The first group that fits says
which line is right, so the more pressing or more special one stands higher.
"""

from collections.abc import Iterable, Iterator, Sequence

from search.steering import Distress
from search.understanding import (
    distress_english as english,
    distress_spanish as spanish,
)
from search.understanding.phrases import as_text, has_any

# The line of each, in the order in which they are tried.
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("988", "en", english.SUICIDE),
    ("988", "es", spanish.SUICIDE),
    ("ncmec", "en", english.MISSING_CHILD),
    ("ncmec", "es", spanish.MISSING_CHILD),
    ("childhelp", "en", english.CHILD_ABUSE),
    ("childhelp", "es", spanish.CHILD_ABUSE),
    ("rainn", "en", english.SEXUAL),
    ("rainn", "es", spanish.SEXUAL),
    ("dv", "en", english.PARTNER_ABUSE),
    ("dv", "es", spanish.PARTNER_ABUSE),
    ("emergency", "en", english.DEADLY),
    ("emergency", "es", spanish.DEADLY),
    ("nhth", "en", english.TRAFFICKED),
    ("nhth", "es", spanish.TRAFFICKED),
    ("emergency", "en", english.DANGER),
    ("emergency", "es", spanish.DANGER),
    ("victimconnect", "en", english.VICTIM),
    ("victimconnect", "es", spanish.VICTIM),
    ("emergency", "en", english.CRY),
    ("emergency", "es", spanish.CRY),
)
MOST_LINES = 2
# Lines for what the site reports on, too.
ASKED_ABOUT = {"nhth", "ncmec", "emergency", "victimconnect"}
# Who asks about a subject is in no danger, unless it is about somebody near.
OF_A_SUBJECT = (
    "how many|much",
    "cuantos|cuantas",
    "arrests|statistics|stats|data|numbers|figures|total|rate|rates|news|law|laws"
    "|sentenced|charged|convicted|indicted|policy|definition|meaning",
    "what is|does|are",
    "train|training|trainings|teach|spot|recognize|signs|prevent|prevention|learn",
)
OF_SOMEBODY = ("i|im|me|my|we|us|our|he|hes|she|shes|they|mi|me|nos|hotline|line",)


def lines_for(words: Sequence[str], taught: Iterable[Distress] = ()) -> list[str]:
    """Return the slugs of the lines for folded words, the right one first."""
    return list(dict.fromkeys(line for line, _language in said(words, taught)))[
        :MOST_LINES
    ]


def language_of(words: Sequence[str], taught: Iterable[Distress] = ()) -> str:
    """Return the language of words of distress; "" if there are none."""
    return next((language for _line, language in said(words, taught)), "")


def said(
    words: Sequence[str], taught: Iterable[Distress] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the line of each group that fits, and the language of its words."""
    text = as_text(words)
    is_subject = has_any(text, OF_A_SUBJECT) and not has_any(text, OF_SOMEBODY)
    for line, language, phrases in GROUPS:
        if not (is_subject and line in ASKED_ABOUT) and has_any(text, phrases):
            yield line, language
    for each in taught:
        if has_any(text, each.typed):
            yield each.line, each.language
