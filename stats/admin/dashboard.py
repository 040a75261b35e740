"""Figures that may be outdated, on the dashboard."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.dashboard import Task, WorkPanel
from stats.admin.replacing import replace_url
from stats.models import Observation

OLD = datetime.timedelta(days=90)


def current_by_age() -> Any:
    """
    Return current values with `known_day`, oldest first, undated ones last.

    That is the day for which the source says it, else the end of the period that it
    counts, else its own date.
    """
    day = Coalesce("as_of", "period_end", "source__date")
    return (
        Observation.objects.current()
        .select_related("statistic__program", "source")
        .annotate(known_day=day)
        .order_by(F("known_day").asc(nulls_last=True), "pk")
    )


def old_figures() -> Any:
    """Return the figures to maintain, this task force's own first."""
    return (
        current_by_age()
        .filter(
            known_day__lt=timezone.localdate() - OLD,
            statistic__is_retired=False,
            statistic__program__is_retired=False,
        )
        .order_by("-statistic__program__is_own", "known_day", "pk")
    )


def kind_of_day(one: Observation) -> str:
    """Return what the known day of a value is."""
    if one.as_of:
        return gettext("As of %(day)s")
    if one.period_end:
        return gettext("Counts up to %(day)s")
    return gettext("From a source of %(day)s")


def tasks(found: Iterable[Any]) -> list[Task]:
    return [
        Task(
            label=gettext("%(statistic)s: look for a newer value than %(value)s")
            % {"statistic": one.statistic, "value": one.as_published},
            url=f"{replace_url(one)}?change_kind=update",
            why=kind_of_day(one) % {"day": date_format(one.known_day, "F j, Y")},
        )
        for one in found
    ]


def show_old_figures(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("stats.add_observation"):
        panels.append(
            WorkPanel(
                name="old-figures",
                heading=gettext("Figures older than 90 days"),
                found=old_figures(),
                tasks=tasks,
                link_url=reverse("report_age-of-figures") + "?age=old",
                link_text=gettext("All old figures"),
                order=225,  # before all others, whatever the order of apps
            )
        )
