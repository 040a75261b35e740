"""What the seed command remembers about each fixture entry."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class SeedEntry(models.Model):
    """
    One fixture entry and the object it created.

    Two hashes tell who changed what since: `fixture_hash` the entry as it was written,
    `state_hash` the object as it was left. If the object no longer hashes to
    `state_hash`, an editor has changed it, and the seed leaves it alone.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    fixture_hash = models.CharField(max_length=64)
    state_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="seed_entry_unique")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
