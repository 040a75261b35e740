"""Figures that may be out of date, on the editors' first screen."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.dashboard import Task, WorkPanel
from stats.models import Observation, ObservationQuerySet

OLD = datetime.timedelta(days=90)


def old_figures() -> ObservationQuerySet:
    return (
        Observation.objects.current()
        .filter(
            as_of__lt=timezone.localdate() - OLD,
            statistic__is_retired=False,
            statistic__programme__is_retired=False,
        )
        .select_related("statistic__programme")
        .order_by("as_of", "pk")
    )


def tasks(found: Iterable[Observation]) -> list[Task]:
    replace = Observation.snippet_viewset.get_url_name("copy")
    return [
        Task(
            label=gettext("%(statistic)s: look for a newer value than %(value)s")
            % {"statistic": one.statistic, "value": one.as_published},
            url=reverse(replace, args=[one.pk]),
            why=gettext("As of %(day)s") % {"day": date_format(one.as_of, "F j, Y")},
        )
        for one in found
        if one.as_of
    ]


def show_old_figures(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("stats.add_observation"):
        panels.append(
            WorkPanel(
                name="old-figures",
                heading=gettext("Figures older than 90 days"),
                found=old_figures(),
                tasks=tasks,
                link_url=reverse(Observation.snippet_viewset.get_url_name("list")),
                link_text=gettext("All values"),
            )
        )
