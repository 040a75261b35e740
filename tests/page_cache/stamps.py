"""What the database says of the generation, seen from within a test's transaction."""

from django.db import connection

from page_cache.models import Generation


def stamp():
    """Return the stamp; on PostgreSQL, move it first as a commit would."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS page_cache_move IMMEDIATE")
            cursor.execute("SET CONSTRAINTS page_cache_move DEFERRED")
            # As in the next transaction.
            cursor.execute("SELECT set_config('page_cache.noted', '', true)")
    return Generation.objects.get().stamp
