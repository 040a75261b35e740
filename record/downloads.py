"""The record as CSV and JSON. Field descriptions stand on the methods page."""

import csv
import datetime
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)

from core.csv_cells import guard
from record.as_of import AsOf, BadDayError, asked_day
from record.disagreements import (
    disagreement_data,
    in_record,
    sides,
    topics_apart,
    value_address,
)
from record.structured_data import LICENSE_URL
from stats.models import Observation, Statistic
from stats.models.checks import plain_number

FIELDS = [
    "statistic",
    "label",
    "program",
    "stage",
    "unit",
    "number",
    "upper_bound",
    "words",
    "qualifier",
    "as_published",
    "also_stated_as",
    "period_start",
    "period_end",
    "period_precision",
    "period_words",
    "is_year_inferred",
    "as_of",
    "source",
    "source_title",
    "source_publisher",
    "source_date",
    "source_url",
    "quote",
    "note",
    "supersedes",
    "change_kind",
    "change_reason",
    "published_at",
    "is_current",
    "id",
    "url",
    "disagreement",
]
NUMBERS = {"number", "upper_bound"}


def rows(
    statistic: Statistic | None = None, at: datetime.datetime | None = None
) -> Iterator[dict[str, Any]]:
    """
    Every published value, replaced ones included, one mapping of FIELDS each.

    Programs are never mixed: all values of one stand together.
    """
    values = Observation.objects.published(at)
    current = current_values(at)
    told = sides(topics_apart(in_record(at), at)["disagreements"], current)
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
        source = value.source
        yield {
            "statistic": value.statistic.slug,
            "label": value.statistic.label,
            "program": value.statistic.program.name,
            "stage": value.statistic.stage,
            "unit": value.statistic.unit,
            "number": plain_number(value.number),
            "upper_bound": plain_number(value.upper_bound),
            "words": value.words,
            "qualifier": value.qualifier,
            "as_published": value.as_published,
            "also_stated_as": value.also_stated_as,
            "period_start": value.period_start,
            "period_end": value.period_end,
            "period_precision": value.period_precision,
            "period_words": value.period_words,
            "is_year_inferred": value.is_year_inferred,
            "as_of": value.as_of,
            "source": source.slug,
            "source_title": source.title,
            "source_publisher": source.publisher,
            "source_date": source.date,
            "source_url": source.url,
            "quote": value.quote,
            "note": value.note,
            "supersedes": value.supersedes_id,
            "change_kind": value.change_kind,
            "change_reason": value.change_reason,
            "published_at": value.first_published_at,
            "is_current": value.pk in current,
            "id": value.pk,
            "url": value_address(value),
            "disagreement": told.get(value.pk),
        }


def current_values(at: datetime.datetime | None) -> set[int]:
    return set(Observation.objects.current(at).values_list("pk", flat=True))


def safe_cell(field: str, value: Any) -> Any:
    if isinstance(value, dict):  # a disagreement: a cell holds its short name
        return guard(value["id"])
    if isinstance(value, str) and field not in NUMBERS:
        return guard(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def as_csv(
    name: str, fields: list[str], values: Iterable[dict[str, Any]]
) -> HttpResponse:
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    writer = csv.DictWriter(response, fields)
    writer.writeheader()
    for value in values:
        writer.writerow({key: safe_cell(key, cell) for key, cell in value.items()})
    return response


View = Callable[..., HttpResponse]


def for_a_day(view: View) -> View:
    """Pass the day of `?as_of=` on, or answer 400 in plain words."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            as_of = asked_day(request.GET)
        except BadDayError as error:
            return HttpResponseBadRequest(
                f"{error}\n", content_type="text/plain; charset=utf-8"
            )
        return view(request, as_of=as_of, **kwargs)

    return answer


def file_name(stem: str, as_of: AsOf | None) -> str:
    return f"{stem}-{as_of.day.isoformat()}" if as_of else stem


@for_a_day
def record_csv(request: HttpRequest, as_of: AsOf | None) -> HttpResponse:
    values = rows(at=as_of.moment if as_of else None)
    return as_csv(file_name("record", as_of), FIELDS, values)


@for_a_day
def record_json(request: HttpRequest, as_of: AsOf | None) -> HttpResponse:
    at = as_of.moment if as_of else None
    current = current_values(at)
    return JsonResponse(
        {
            "title": "The record",
            "license": LICENSE_URL,
            "fields": settings.PUBLIC_URL + "/about/methods/",
            "as_of": as_of and as_of.day,
            "values": list(rows(at=at)),
            **{
                kind: [disagreement_data(each, current) for each in topics]
                for kind, topics in topics_apart(in_record(at), at).items()
            },
        }
    )


@for_a_day
def statistic_csv(request: HttpRequest, as_of: AsOf | None, slug: str) -> HttpResponse:
    statistic = Statistic.objects.shown().filter(slug=slug).first()
    if statistic is None:
        raise Http404
    values = rows(statistic, at=as_of.moment if as_of else None)
    return as_csv(file_name(statistic.slug, as_of), FIELDS, values)
