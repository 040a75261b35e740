"""
The cache in which sign-in attempts are counted: a table, shared by all machines.

Django's own cache in a table may give an expired lock to two processes, and drops
live counts when there are many. Neither may happen to a count of attempts.
"""

import json
import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DatabaseError, connection, transaction

from accounts.models import Attempt

logger = logging.getLogger(__name__)

# Seconds between two deletions of what has expired, for each process.
SWEPT_EACH = 60
TABLE = Attempt._meta.db_table
# One statement, so that of all who add at once exactly one does.
ADD = f"""
INSERT INTO {TABLE} (key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""  # noqa: S608 - the name of our own table
WHERE_EXPIRED = f"WHERE {TABLE}.expires <= %s"


class AttemptCache(BaseCache):
    """Values of JSON. If the database fails, so does whoever counts: nobody gets in."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.swept = 0.0

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        found = Attempt.objects.filter(
            key=self.make_and_validate_key(key, version), expires__gt=time.time()
        ).values_list("value", flat=True)
        return json.loads(found[0]) if found else default

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        write(ADD, self.row(key, value, timeout, version))

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        self.sweep()
        row = self.row(key, value, timeout, version)
        return write(ADD + WHERE_EXPIRED, [*row, time.time()]) == 1

    def delete(self, key: Any, version: Any = None) -> bool:
        full = self.make_and_validate_key(key, version)
        return write(f"DELETE FROM {TABLE} WHERE key = %s", [full]) == 1  # noqa: S608 - our table

    def clear(self) -> None:
        Attempt.objects.all().delete()

    def row(self, key: Any, value: Any, timeout: Any, version: Any) -> list[Any]:
        expires = self.get_backend_timeout(timeout)
        if expires is None:
            raise ValueError("An attempt must not be remembered forever")
        return [self.make_and_validate_key(key, version), json.dumps(value), expires]

    def sweep(self) -> None:
        """Delete what has expired, once a minute; nothing else does."""
        now = time.time()
        if now - self.swept < SWEPT_EACH:
            return
        self.swept = now
        try:
            with transaction.atomic():
                write(f"DELETE FROM {TABLE} WHERE expires <= %s", [now])  # noqa: S608 - our table
        except DatabaseError as error:
            # Such as one that another process is also sweeping: it can wait a minute.
            logger.warning("Expired attempts were not deleted: %s", error)


def write(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
