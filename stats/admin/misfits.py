"""Differences whose figures speak against their kind, on the dashboard."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from core.dashboard import Task, WorkPanel
from sources.models import Disagreement
from sources.models.disagreement import DifferenceKind
from stats.compatibility import is_misfit
from stats.models import Observation


def misfits() -> Any:
    """Return the published differences whose kind a newer figure no longer fits."""
    values = Observation.objects.current().filter(position__disagreement__live=True)
    by_topic: dict[Disagreement, list[Observation]] = defaultdict(list)
    for value in values.select_related("statistic", "position__disagreement"):
        if value.position:
            by_topic[value.position.disagreement].append(value)
    keys = [topic.pk for topic, of in by_topic.items() if is_misfit(topic.kind, of)]
    return Disagreement.objects.filter(pk__in=keys)


def tasks(found: Iterable[Disagreement]) -> list[Task]:
    edit = Disagreement.snippet_viewset.get_url_name("edit")
    return [
        Task(
            label=gettext("%(topic)s: choose another kind of difference")
            % {"topic": topic},
            url=reverse(edit, args=[topic.pk]),
            why=gettext("Its figures can all be true")
            if topic.kind == DifferenceKind.CONTRADICTION
            else gettext("Its figures cannot all be true"),
        )
        for topic in found
    ]


def show_misfits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("sources.change_disagreement"):
        panels.append(
            WorkPanel(
                name="misfits",
                heading=gettext("Differences whose figures have changed"),
                found=misfits(),
                tasks=tasks,
                order=226,  # after old figures
            )
        )
