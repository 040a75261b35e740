"""Tells operators of a statistic whose address the record needs for itself."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

from stats.models import Statistic
from stats.models.statistic import RESERVED_LATER


def check_addresses(
    app_configs: Any = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of each statistic from before its slug was reserved."""
    return [
        Warning(
            f"The statistic “{label}” has the address /record/{slug}/, which is now "
            "kept for a page of the record. It keeps this address, and that page is "
            "not shown.",
            hint="Make a new statistic with another slug, and enter its values there.",
            id="record.W001",
        )
        for using in databases or ()
        for label, slug in in_the_way(using)
    ]


def in_the_way(using: str) -> Iterator[tuple[str, str]]:
    connection = connections[using]
    if Statistic._meta.db_table not in connection.introspection.table_names():
        return  # nothing has been migrated yet
    rows = Statistic.objects.using(using).filter(slug__in=RESERVED_LATER)
    yield from rows.values_list("label", "slug")
