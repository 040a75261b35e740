"""
Numbers typed into prose where the record holds the figure.

Such a number goes stale when the record changes. The rule is deliberately narrow:
a number is reported if it states what a statistic counts, not just any number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from django.utils.translation import gettext

from stats.models import Statistic
from stats.wording.exempt import countable
from stats.wording.numbers import NUMERAL, SPELLED, read

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!U\.S\.)(?<!D\.C\.)\s+(?=[A-Z“\"(])|\n+")
# Ends of words that do not end the phrase in which a number counts something.
ABBREVIATIONS = re.compile(r"\b([A-Z])\.(?=[A-Z]\b|\s?[a-zA-Z,])")
CLAUSE_END = re.compile(r"[.;:()!?—]|, ")
# These are too general to identify a statistic by themselves.
GENERIC = {
    "people", "person", "personnel", "agency", "office", "pound", "ton", "category",
    "structure", "partner", "dollar", "member", "defendant", "dose", "pill",
}  # fmt: skip
DURATIONS = {"day", "week", "month", "year", "hour"}
FEW = 10  # below it, "two arrests" tells a story and does not report a result
DISTINCT = 100  # from it on, a number is hardly beside the right word by chance
NEAR = 4  # words between a number and what it counts
VAGUE = {"time", "other", "case", "seized", "dollar", "stated", "named"}
FILLERS = {
    "of", "the", "and", "or", "in", "by", "to", "from", "that", "up", "as", "for",
}  # fmt: skip


def plain_word(word: str) -> str:
    """Return a word without its plural and its possessive."""
    word = re.sub(rf"['{APOSTROPHE}]s?$", "", word.lower())
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(s|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1000)  # each sentence is compared with each statistic
def plain_words(text: str) -> tuple[str, ...]:
    return tuple(map(plain_word, re.findall(rf"[A-Za-z][A-Za-z'{APOSTROPHE}]*", text)))


@dataclass(frozen=True)
class Figure:
    """What this rule needs to know about one statistic."""

    name: str
    label: str
    unit: str
    amounts: frozenset[Decimal]

    @cached_property
    def nouns(self) -> list[tuple[str, ...]]:
        """Return what may follow its number: the unit, and the plurals of its label."""
        units = [plain_words(part) for part in re.split(r" and |, ", self.unit)]
        plurals = [
            (plain_word(word),)
            for word in re.findall(r"[a-z]+s\b", self.label.lower())
            if plain_word(word) not in FILLERS
        ]
        return [noun for noun in [*units, *plurals] if noun]

    @cached_property
    def own_nouns(self) -> list[tuple[str, ...]]:
        """Return what only this statistic counts, whatever number precedes it."""
        unit, label = plain_words(self.unit), plain_words(self.label)
        if not unit or unit[-1] in DURATIONS or self.is_money:
            return []
        if unit[-1] not in GENERIC:
            return [unit]
        if label[-len(unit) :] == unit and len(label) > len(unit):
            # "Satellite offices": offices alone could be anybody's.
            return [label]
        is_people = unit == ("people",)
        return [n for n in self.nouns if n[-1] not in GENERIC] if is_people else []

    @cached_property
    def is_money(self) -> bool:
        return "dollar" in plain_words(self.unit)

    @cached_property
    def words(self) -> set[str]:
        return {
            word
            for word in plain_words(f"{self.label} {self.unit}")
            if len(word) > 3 and word not in FILLERS | DURATIONS | VAGUE
        }


@dataclass(frozen=True)
class NumberInText:
    """A number in a sentence, with the place after it."""

    amount: Decimal
    text: str
    end: int
    is_money: bool


def numbers(sentence: str) -> Iterator[NumberInText]:
    for each in read(sentence):
        before, after = sentence[: each.start], sentence[each.end :].lstrip()
        sign = "$" if before.rstrip().endswith("$") else ""
        in_words = after.lower().startswith(("dollar", "u.s. dollar"))
        yield NumberInText(
            amount=each.readings[-1],  # "5m" is money or people here, never meters
            text=sign + sentence[each.start : each.end],
            end=each.end,
            is_money=bool(sign) or in_words,
        )


@dataclass(frozen=True)
class TypedFigure:
    """A typed number, its sentence, and the statistic that already holds it."""

    number: str
    sentence: str
    figures: tuple[str, ...]

    def __str__(self) -> str:
        return gettext("“%(number)s” in “%(sentence)s”: see %(figures)s") % {
            "number": self.number,
            "sentence": self.sentence,
            "figures": "; ".join(self.figures),
        }


def holds(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def is_akin(words: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether any of these share a stem: arrested, arrest."""
    beginnings = {word[:6] for word in others}
    return any(word[:6] in beginnings for word in words)


def says(number: NumberInText, sentence: str, figure: Figure) -> bool:
    """Return whether this number in this sentence is what the statistic counts."""
    rest = CLAUSE_END.split(ABBREVIATIONS.sub(r"\1", sentence[number.end :]))[0]
    following = plain_words(rest)[: NEAR + 1]
    around = plain_words(sentence)
    if number.is_money:
        is_named = is_akin(around, figure.words)
        return figure.is_money and (number.amount in figure.amounts or is_named)
    if number.amount not in figure.amounts:
        nouns = figure.own_nouns if number.amount >= FEW else []
    elif number.amount >= DISTINCT:
        return is_akin(around, figure.words)
    elif set(plain_words(figure.unit)) & DURATIONS and not figure.words & set(around):
        nouns = []  # nine months of something else
    else:
        nouns = figure.nouns
    return any(holds(noun, following) for noun in nouns)


def typed_figures(text: str, record: Sequence[Figure]) -> Iterator[TypedFigure]:
    """Return the numbers in this plain text that the record holds or should hold."""
    for sentence in SENTENCE_END.split(text):
        if not (NUMERAL.search(sentence) or SPELLED.search(sentence)):
            continue  # the common case, and the fast one
        for number in numbers(countable(sentence)):
            if number.amount <= 1:
                continue
            held = [each for each in record if says(number, sentence, each)]
            exact = [each for each in held if number.amount in each.amounts]
            if held:
                yield TypedFigure(
                    number.text,
                    " ".join(sentence.split()),
                    tuple(each.name for each in exact or held),
                )


def figures(
    name: str,
    label: str,
    unit: str,
    values: Iterable[tuple[Decimal | None, Decimal | None, str]],
) -> Iterator[Figure]:
    """Return one statistic's figures; a value has two bounds and another wording."""
    amounts: set[Decimal] = set()
    for number, upper_bound, also_stated_as in values:
        amounts |= {amount for amount in (number, upper_bound) if amount is not None}
        for other in numbers(also_stated_as):
            other_unit = also_stated_as[other.end :].strip()
            yield Figure(name, label, other_unit, frozenset({other.amount}))
    yield Figure(name, label, unit, frozenset(amounts))


def record_now() -> list[Figure]:
    """Return what the database holds: the current values of every statistic."""
    return [
        figure
        for statistic in Statistic.objects.shown().with_current()
        for figure in figures(
            str(statistic),
            statistic.label,
            statistic.unit,
            [
                (value.number, value.upper_bound, value.also_stated_as)
                for value in statistic.current_observations
            ],
        )
    ]
