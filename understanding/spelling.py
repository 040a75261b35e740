"""Words that the index does not know: joined, split, or misspelled."""

from collections.abc import Collection, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

FEWEST_LETTERS = 4  # of a word that may be corrected
MOST_LETTERS = 40  # of a word
FEWEST_TO_SPLIT = 6
FEWEST_OF_A_PART = 3
MOST_PARTS = 5
# How many letters may be wrong, by the length of a word.
SHORT, MIDDLE = 6, 9
# Letters with which people begin the same sound. All else begins right.
SAME_SOUND = ("ckqs", "fp", "gj", "ei", "szx", "yj")


def may_be_wrong(length: int) -> int:
    if length <= SHORT:
        return 1
    return 2 if length <= MIDDLE else 3


def corrected(word: str, known: Mapping[str, int]) -> str:
    """Return the known word that is meant by an unknown one; "" if none is near."""
    if not FEWEST_LETTERS <= len(word) <= MOST_LETTERS or not word.isalpha():
        return ""
    near = process.extract(
        word,
        known.keys(),
        scorer=OSA.distance,
        score_cutoff=may_be_wrong(len(word)),
        limit=20,
    )
    ranked = [
        (distance + penalty(word, other), -known[other], other)
        for other, distance, _index in near
        if len(other) >= FEWEST_OF_A_PART
        and (len(word) > FEWEST_LETTERS or is_slip(word, other))
        and begin_alike(word, other, distance - word.startswith("ph"))
        and not is_another(word, other, distance)
    ]
    return min(ranked)[2] if ranked else ""


def is_slip(word: str, other: str) -> bool:
    """Return whether a short word lacks a letter of the other, or has two exchanged."""
    return len(word) < len(other) or sorted(word) == sorted(other)


def is_another(word: str, other: str, distance: float) -> bool:
    """Return whether only their ends differ: "governor" is no slip of "governed"."""
    return distance > 1 and word[:-2] == other[:-2] and len(word) == len(other)


def begin_alike(word: str, other: str, distance: int) -> bool:
    """Return whether they begin the same, or sound so and differ in nothing else."""
    first, second = word[0], other[0]
    if first == second or word[:2] == other[1::-1]:
        return True
    return distance <= 1 and any(
        first in sound and second in sound for sound in SAME_SOUND
    )


def penalty(word: str, other: str) -> float:
    """Return how much less likely a word is: people get the beginning right."""
    return 2 * (1 - JaroWinkler.similarity(word, other, prefix_weight=0.2))


def parts_of(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Divide "homelandsecurity" into known words, as few as possible; else none."""
    if not FEWEST_TO_SPLIT <= len(word) <= MOST_LETTERS or not word.isalpha():
        return ()

    def is_part(piece: str, start: int) -> bool:
        # "usmarshals": the shortest part is of the country.
        is_long = len(piece) >= FEWEST_OF_A_PART or (start == 0 and piece == "us")
        return is_long and (piece == "us" or piece in known)

    @cache
    def rest(start: int) -> tuple[str, ...] | None:
        if start == len(word):
            return ()
        ways = [
            (word[start:end], *more)
            for end in range(start + 2, len(word) + 1)
            if is_part(word[start:end], start) and (more := rest(end)) is not None
        ]
        return min(ways, key=len, default=None)

    found = rest(0) or ()
    return found if 1 < len(found) <= MOST_PARTS else ()
