"""Words that say how somebody asks, not about what."""

import re
from collections.abc import Sequence
from pathlib import Path

FILE = Path(__file__).with_name("data") / "small_words.txt"


def lists_in(text: str) -> dict[str, frozenset[str]]:
    """Return the lists of a file, each below its name in brackets."""
    told = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    _head, *sections = re.split(r"^\[(\w+)\]$", told, flags=re.MULTILINE)
    pairs = zip(sections[::2], sections[1::2], strict=True)
    return {name: frozenset(words.split()) for name, words in pairs}


LISTS = lists_in(FILE.read_text(encoding="utf-8"))
SMALL, OF_THE_SITE = LISTS["SMALL"], LISTS["OF_THE_SITE"]
ASKING, SPANISH_ONLY = LISTS["ASKING"], LISTS["SPANISH_ONLY"]
FOR_A_LIST = frozenset({"list", "lista"})  # "all the agencies list" asks which ones
IN_ENGLISH = {
    "quien": "who",
    "quienes": "who",
    "cuando": "when",
    "donde": "where",
    "como": "how",
    "cuanto": "how many",
    "cuanta": "how many",
    "cuantos": "how many",
    "cuantas": "how many",
    "que": "what",
    "cual": "which",
    "whos": "who",
    "whom": "who",
    "whats": "what",
    "wheres": "where",
}


def asked_by(words: Sequence[str]) -> str:
    """Return the question that folded words ask: "who", "how many"; "" if none."""
    if not FOR_A_LIST.isdisjoint(words):
        return "which"
    for place, word in enumerate(words):
        if word not in ASKING:
            continue
        word = IN_ENGLISH.get(word, word)
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "how" and following in {"many", "much", "long"}:
            return "how many"
        return word
    return ""
