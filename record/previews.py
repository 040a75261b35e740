"""Previews of drafts of records around the figures, in the record's pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from core.models.previewed import Shown, previews
from record.disagreements import by_kind, with_values
from record.models import RecordPage
from record.source_page import source_context
from record.statistic_page import statistic_context
from sources.models import Disagreement, Source
from stats.models import Observation, Program, Statistic


@previews(Observation)
def show_observation(draft: Observation, request: HttpRequest) -> Shown:
    return "record/statistic.html", statistic_context(draft.statistic, preview=draft)


def within_record(show: Callable[[RecordPage, Any, HttpRequest], Shown]) -> Any:
    """Return the record page that shows a draft; None if there is none."""

    def shown(draft: Any, request: HttpRequest) -> Shown:
        page = RecordPage.objects.live().first()
        return show(page, draft, request) if page else None

    return shown


@previews(Statistic)
@within_record
def show_statistic(page: RecordPage, draft: Statistic, request: HttpRequest) -> Shown:
    if not draft.pk:  # nothing is shown without values
        return None
    return "record/statistic.html", page.below(request) | statistic_context(draft)


@previews(Source)
@within_record
def show_source(page: RecordPage, draft: Source, request: HttpRequest) -> Shown:
    if not draft.pk:  # nothing rests on it
        return None
    shown = source_context(draft, request.GET)
    return "record/source.html", page.below_sources(request) | shown


@previews(Program)
@within_record
def show_program(page: RecordPage, draft: Program, request: HttpRequest) -> Shown:
    context = page.get_context(request)
    for group in context["groups"]:
        if group["program"].pk == draft.pk:
            group["program"] = draft
    return page.get_template(request), context


@previews(Disagreement)
@within_record
def show_disagreement(
    page: RecordPage, draft: Disagreement, request: HttpRequest
) -> Shown:
    context = page.differing(request)
    published = [topic for name in by_kind([]) for topic in context[name]]
    values = {
        position.pk: position.values
        for stored in with_values(Disagreement.objects.filter(pk=draft.pk))
        for position in stored.positions.all()
    }
    for position in draft.positions.all():
        position.values = values.get(position.pk, [])
    others = [each for each in published if each.pk != draft.pk]
    shown = sorted([*others, draft], key=lambda each: (each.order, each.topic))
    return "record/differences.html", context | by_kind(shown)
