"""What every machine remembers of attempts to sign in."""

from django.db import models


class Attempt(models.Model):
    """
    The recent attempts under one name or address, a lock on them, or a used code.

    `accounts.attempt_cache` alone reads and writes it.
    """

    key = models.CharField(max_length=250, primary_key=True)
    value = models.TextField()
    # Seconds since 1970, as the rate limits count: no zone, and alike on each database.
    expires = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key
