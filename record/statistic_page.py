"""The page of one statistic: its current values, and then all history."""

import datetime
from typing import Any

from core.mentions import mentions
from record.disagreements import by_kind, with_values
from record.sentence import sentence
from sources.models import Disagreement
from stats.models import Observation, Statistic


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
    return {
        "statistic": statistic,
        "description": statistic.search_description(current),
        "observations": current,
        "said": sentence(statistic, current) if current else None,
        "history": history,
        "entries": [
            {"observation": one, "replacement": by_replaced.get(one.pk)}
            for one in history
        ],
        **by_kind(
            with_values(Disagreement.objects.published().filter(pk__in=topics), at)
        ),
        "mentions": mentions(statistic),
    }
