"""The page of one statistic: its current values, and then all history."""

import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from core.mentions import mentions
from record.disagreements import by_kind
from record.sentence import Sentence, sentence
from sources.models import Disagreement
from stats.models import Observation, Statistic

LONGEST_DESCRIPTION = 170  # of which search engines show no more


def statistic_context(
    statistic: Statistic,
    preview: Observation | None = None,
    at: datetime.datetime | None = None,
) -> dict[str, Any]:
    """
    Return what the page of this statistic shows.

    `preview` is a value that an editor has not published yet; it stands first.
    `at`: as the page was at that moment.
    """
    current = list(statistic.observations.current(at).with_provenance())
    if preview is not None:
        hidden = {preview.pk, preview.supersedes_id}
        current = [preview, *(o for o in current if o.pk not in hidden)]
    topics = {o.position.disagreement_id for o in current if o.position}
    history = list(
        statistic.observations.published(at)
        .with_provenance()
        .order_by("-first_published_at", "-pk")
    )
    by_replaced = {one.supersedes_id: one for one in history}
    for one in history:
        if replacement := by_replaced.get(one.pk):
            replacement.supersedes = one  # loaded already: no query for each
    said = sentence(statistic, current) if current else None
    return {
        "statistic": statistic,
        "description": description(statistic, said),
        "observations": current,
        "said": said,
        "history": history,
        "entries": [
            {"observation": one, "replacement": by_replaced.get(one.pk)}
            for one in history
        ],
        **by_kind(Disagreement.objects.filter(live=True, pk__in=topics)),
        "mentions": mentions(statistic),
    }


def description(statistic: Statistic, said: Sentence | None) -> str:
    """Return the answer for search engines, with as much context as fits."""
    if said is None:
        return gettext("%(label)s: taken back by its source. The history says why.") % {
            "label": statistic.label
        }
    reminder = statistic.arrest_reminder
    program = gettext("Program: %(name)s.") % {"name": statistic.program.name}
    source = gettext("Source: %(title)s.") % {"title": said.values[0].source.title}
    for more in ([reminder, program, source], [reminder, program], [reminder]):
        longer = " ".join(filter(None, [f"{said.text}.", *more]))
        if len(longer) <= LONGEST_DESCRIPTION:
            return longer
    return Truncator(f"{said.text}.").chars(LONGEST_DESCRIPTION)
