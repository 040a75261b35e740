"""
The generation of the site's content, in the same database as the content.

Database triggers write these tables, in the transaction of each change; see `triggers`.
"""

from django.db import models


class Generation(models.Model):
    """
    One row. Its stamp grows with every change that visitors could notice.

    The upper bits count, the lower twenty are random: should the database lose its last
    commits, no later change has a stamp that a kept page carries.
    """

    stamp = models.BigIntegerField()
    # A digest of the triggers, so that they are made anew only when they change.
    triggers = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"Stamp {self.stamp}"


class Change(models.Model):
    """A change that is not committed yet. Others never see a row. PostgreSQL only."""

    def __str__(self) -> str:
        return f"Change {self.pk}"


class Withdrawal(models.Model):
    """
    What stopped being public, and with which stamp.

    `path`: Wagtail's `url_path` of a page, with all below it; empty for a snippet,
    which any page could have shown. `page`: its key instead, where SQLite noted it.
    """

    path = models.TextField(blank=True)
    page = models.BigIntegerField(null=True, blank=True)
    # Set when the transaction is committed.
    stamp = models.BigIntegerField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.path or "Any page"
