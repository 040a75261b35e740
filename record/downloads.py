"""The record as CSV and JSON. The methods page describes the fields."""

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)
from django.shortcuts import get_object_or_404

from core.csv_cells import as_csv
from record.as_of import BadDayError, asked_day
from record.disagreements import (
    by_kind,
    disagreement_data,
    in_record,
    sides,
    value_address,
)
from record.structured_data import LICENSE_URL
from stats.models import Observation, Statistic
from stats.models.checks import plain_number

# The fields of each value, and where they come from.
FACTS = {
    "statistic": "statistic.slug",
    "label": "statistic.label",
    "program": "statistic.program.name",
    "stage": "statistic.stage",
    "unit": "statistic.unit",
    "number": "number",
    "upper_bound": "upper_bound",
    "words": "words",
    "qualifier": "qualifier",
    "as_published": "as_published",
    "also_stated_as": "also_stated_as",
    "period_start": "period_start",
    "period_end": "period_end",
    "period_precision": "period_precision",
    "period_words": "period_words",
    "is_year_inferred": "is_year_inferred",
    "as_of": "as_of",
    "source": "source.slug",
    "source_title": "source.title",
    "source_publisher": "source.publisher",
    "source_date": "source.date",
    "source_url": "source.url",
    "quote": "quote",
    "note": "note",
    "supersedes": "supersedes_id",
    "change_kind": "change_kind",
    "change_reason": "change_reason",
    "published_at": "first_published_at",
}
FIELDS = [*FACTS, "is_current", "id", "url", "disagreement"]
NUMBERS = ("number", "upper_bound")


def rows(
    statistic: Statistic | None = None, at: datetime.datetime | None = None
) -> Iterator[dict[str, Any]]:
    """
    Every published value, superseded ones included, one mapping of FIELDS each.

    Programs are never mixed: all values of one are listed together.
    """
    values = Observation.objects.published(at)
    current = current_values(at)
    told = sides(by_kind(in_record(at))["disagreements"], current)
    if statistic:
        values = values.filter(statistic=statistic)
    values = values.select_related("statistic__program", "source").order_by(
        "statistic__program__order",
        "statistic__program__name",
        "statistic__program",
        "statistic__order",
        "statistic__slug",
        "source__number",
        "pk",
    )
    for value in values:
        facts = {name: attrgetter(path)(value) for name, path in FACTS.items()}
        yield {
            **facts,
            **{name: plain_number(facts[name]) for name in NUMBERS},
            "is_current": value.pk in current,
            "id": value.pk,
            "url": value_address(value),
            "disagreement": told.get(value.pk),
        }


def current_values(at: datetime.datetime | None) -> set[int]:
    return set(Observation.objects.current(at).values_list("pk", flat=True))


def cell(field: str, value: Any) -> Any:
    if field in NUMBERS and value:
        return Decimal(value)  # not text, so that a minus is not taken for a formula
    return value["id"] if isinstance(value, dict) else value  # of a disagreement


def csv_download(
    name: str, fields: list[str], values: Iterable[dict[str, Any]]
) -> HttpResponse:
    cells = ([cell(field, value.get(field)) for field in fields] for value in values)
    return HttpResponse(
        as_csv([fields, *cells]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


View = Callable[..., HttpResponse]


def for_a_day(view: View) -> View:
    """Pass on the day of `?as_of=`, or respond with a readable 400."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            as_of = asked_day(request.GET)
        except BadDayError as error:
            return HttpResponseBadRequest(
                f"{error}\n", content_type="text/plain; charset=utf-8"
            )
        return view(request, at=as_of.moment if as_of else None, **kwargs)

    return answer


def file_name(stem: str, at: datetime.datetime | None) -> str:
    return f"{stem}-{at.date().isoformat()}" if at else stem


@for_a_day
def record_csv(request: HttpRequest, at: datetime.datetime | None) -> HttpResponse:
    return csv_download(file_name("record", at), FIELDS, rows(at=at))


@for_a_day
def record_json(request: HttpRequest, at: datetime.datetime | None) -> HttpResponse:
    current = current_values(at)
    return JsonResponse(
        {
            "title": "The record",
            "license": LICENSE_URL,
            "fields": settings.PUBLIC_URL + "/about/methods/",
            "as_of": at and at.date(),
            "values": list(rows(at=at)),
            **{
                kind: [disagreement_data(each, current) for each in topics]
                for kind, topics in by_kind(in_record(at)).items()
            },
        }
    )


@for_a_day
def statistic_csv(
    request: HttpRequest, at: datetime.datetime | None, slug: str
) -> HttpResponse:
    statistic = get_object_or_404(Statistic.objects.shown(), slug=slug)
    return csv_download(file_name(slug, at), FIELDS, rows(statistic, at))
