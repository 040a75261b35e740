"""
Phrases as people say them, in a short notation, and whether a text has one.

"kill|hurt myself": either word, then the other. "my son * missing": up to five words
between. "suicid~": every word that begins so. "=sos": the whole text. Letters are small
and without accents, apostrophes are left out.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

GAP = r"(?: [^ ]+){0,5}"


@lru_cache(maxsize=4_000)
def pattern(phrase: str) -> re.Pattern[str]:
    """Compile a phrase for a text of folded words between single spaces."""
    parts = []
    whole = phrase.startswith("=")
    for word in phrase.lstrip("=").split():
        if word == "*":
            parts.append(GAP)
            continue
        each = [
            re.escape(one.rstrip("~")) + ("[^ ]*" if one.endswith("~") else "")
            for one in word.split("|")
        ]
        parts.append(f" (?:{'|'.join(each)})")
    both = ("^", " $") if whole else ("", "(?= )")
    return re.compile("".join(parts).join(both) if parts else "(?!)")


def as_text(words: Iterable[str]) -> str:
    """Return folded words as `pattern` reads them."""
    return f" {' '.join(words)} "


def has_any(text: str, phrases: Sequence[str]) -> bool:
    return any(pattern(phrase).search(text) for phrase in phrases)
