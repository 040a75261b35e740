"""A statistic inside a sentence: its values, and their sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sources.models.disagreement import DifferenceKind
from stats.models import Observation, Statistic
from stats.typed_figures import plain_words

# "hundreds" precedes "of partners", while "30" precedes "partners".
COLLECTIVE = re.compile(
    r"\b(dozens|scores|hundreds|thousands|millions|billions)$", re.IGNORECASE
)


def inside(words: str) -> str:
    """Begin with a lowercase letter, except for an abbreviation."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


@dataclass
class Value:
    """One value as a sentence shows it, and every value that a source prints so."""

    words: str
    noun: str
    observation: Observation
    observations: list[Observation] = field(default_factory=list)


def noun_of(observation: Observation, statistic: Statistic) -> str:
    """Return what follows the value; empty if its wording includes the unit."""
    is_collective = COLLECTIVE.search(observation.as_published)
    if not observation.unit or (observation.number is None and not is_collective):
        return ""
    # "30 regional task forces" says more than "30 task forces".
    is_fuller = statistic.label.lower().endswith(statistic.unit.lower())
    noun = inside(statistic.label) if is_fuller else statistic.unit
    return gettext("of %(things)s") % {"things": noun} if is_collective else noun


def sides(observations: Sequence[Observation]) -> list[Observation]:
    """
    Return the values that a sentence must say.

    The first, and what may contradict it. What agrees with it, or counts in another
    way, stands on the statistic's own page: "3,266 or more than 3,000 arrests" would
    make a doubt of two reports that agree.
    """
    return [*observations[:1], *filter(may_contradict, observations[1:])]


def may_contradict(observation: Observation) -> bool:
    topic = observation.difference
    return topic is None or topic.kind == DifferenceKind.CONTRADICTION


def values(statistic: Statistic) -> list[Value]:
    """Return each value that a sentence says."""
    return distinct(statistic, statistic.current_observations)


def distinct(statistic: Statistic, observations: Sequence[Observation]) -> list[Value]:
    """Return each of these that a sentence says, once for all that print it so."""
    said: dict[tuple[str, str], Value] = {}
    for observation in sides(observations):
        words, noun = inside(observation.as_published), noun_of(observation, statistic)
        value = said.setdefault((words, noun), Value(words, noun, observation))
        value.observations.append(observation)
    in_order = list(said.values())
    for value, following in pairwise(in_order):
        # "3,266 or more than 3,000 arrests" names the unit once.
        if value.noun == following.noun:
            value.noun = ""
    return in_order


def in_words(statistic: Statistic) -> str:
    """Return what sources currently report, every side of it, without naming them."""
    return either(values(statistic))


def either(found: Iterable[Value], is_said: bool = False) -> str:
    """Return all values; `is_said`: what they count is said beside them."""
    said = [
        value.words if is_said else f"{value.words} {value.noun}".strip()
        for value in found
    ]
    if not said:
        return gettext("no figure now")
    if len(said) == 1:
        return said[0]
    return gettext("%(some)s or %(last)s") % {
        "some": ", ".join(said[:-1]),
        "last": said[-1],
    }


def in_sentence(statistic: Statistic) -> str:
    """Return what readers see of a statistic inside a sentence, without its marks."""
    words = in_words(statistic)
    return words if values(statistic) else f"{statistic.label} ({words})"


def repeated(shown: str, following: str) -> str:
    """
    Return the words of a text that repeat the end of the figure before it.

    Readers would see "3,266 arrests arrests".
    """
    if not re.match(r"\s*[A-Za-z]", following):
        return ""
    said, words = plain_words(shown), re.findall(r"[\w-]+", following)
    for size in range(len(said), 0, -1):
        if plain_words(" ".join(words[:size])) == said[-size:]:
            return " ".join(words[:size])
    return ""


def markup(statistic: Statistic) -> SafeString:
    """Return the values as a sentence shows them, with the marks of their sources."""
    html = render_to_string(
        "components/inline_figure.html",
        {"statistic": statistic, "values": values(statistic)},
    )
    # No line break of the template may separate a figure from its period.
    return mark_safe(re.sub(r"[ \n]+", " ", html).strip())  # noqa: S308, it is escaped
