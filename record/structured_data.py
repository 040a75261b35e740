"""The record and its statistics as data sets, in schema.org's vocabulary."""

from typing import Any

from django.utils.translation import gettext

from core.structured_data import (
    Context,
    Data,
    address,
    based_on,
    breadcrumb_list,
    public,
    publisher,
)
from sources.models import IndexPage, Source
from stats.models import Observation, Statistic

# The whole record, and so each part of it, is free to reuse: CC0 1.0.
LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"


def dataset(context: Context, files: dict[str, str], **details: Any) -> Data:
    """Return a downloadable data set; `files` maps URLs to media types."""
    return {
        "@type": "Dataset",
        "url": address(context),
        "license": LICENSE_URL,
        "isAccessibleForFree": True,
        **details,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": public(path),
                "encodingFormat": media_type,
            }
            for path, media_type in files.items()
        ],
        **publisher(context),
    }


def of_record(page: IndexPage, context: Context) -> list[Data]:
    return [
        *breadcrumb_list(context, page.title),
        dataset(
            context,
            {"/record.csv": "text/csv", "/record.json": "application/json"},
            name=page.title,
            description=page.search_description,
        ),
    ]


def of_statistic(statistic: Statistic, context: Context) -> list[Data]:
    observations = list(context["observations"])
    return [
        *breadcrumb_list(context, statistic.label),
        dataset(
            context,
            {f"/record/{statistic.slug}.csv": "text/csv"},
            name=statistic.search_title,
            description=description(statistic, context["description"]),
            variableMeasured=[measured(row, statistic.label) for row in observations],
            **based_on(row.source for row in observations),
        ),
    ]


def of_value(value: Observation, context: Context) -> list[Data]:
    """Return one value of a statistic, which is a part of that data set."""
    statistic = value.statistic
    return [
        *breadcrumb_list(context, value.as_published),
        dataset(
            context,
            {f"/record/{statistic.slug}.csv": "text/csv"},
            name=context["title"],
            description=description(statistic, context["title"]),
            isPartOf={"@type": "Dataset", "url": public(statistic.url)}
            | {"name": statistic.search_title},
            variableMeasured=[measured(value, statistic.label)],
            **based_on([value.source]),
        ),
    ]


def of_source(source: Source, context: Context) -> list[Data]:
    """Return the document itself, which others published."""
    found = {
        "url": source.url,
        "datePublished": source.date and source.date.isoformat(),
        "publisher": source.publisher
        and {"@type": "Organization", "name": source.publisher},
    }
    return [
        *breadcrumb_list(context, source.title),
        {"@type": "CreativeWork", "name": source.title}
        | {name: value for name, value in found.items() if value}
        | based_on([source.primary] if source.primary else []),
    ]


def description(statistic: Statistic, said: str) -> str:
    """Return what it counts, with every caveat that its page shows."""
    reminder = statistic.arrest_reminder
    program = gettext("Separate program: not task force results.")
    parts = [
        said,
        statistic.counts,
        statistic.note,
        "" if reminder in said else reminder,
        "" if statistic.program.is_own else program,
    ]
    return " ".join(filter(None, parts))


def measured(observation: Observation, label: str) -> Data:
    """Return a value as its source prints it: "more than 345" is no plain number."""
    found = {
        "@type": "PropertyValue",
        "name": label,
        "value": observation.as_published,
        "description": observation.source.title,
    }
    return found | ({"unitText": observation.unit} if observation.unit else {})
