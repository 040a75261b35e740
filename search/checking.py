"""
Whether readers may still see what was found.

The index may be some seconds old. What is shown of it was asked for again just before.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError

from page_cache.apps import site_generation
from search.entries.entry import SearchEntry
from search.entries.live import visible
from search.entries.pages import PageEntries

logger = logging.getLogger(__name__)

REST = 5.0  # seconds in which nobody asks a database that has not answered


@dataclass(frozen=True)
class Checked:
    """`is_complete`: whether the database was asked. Without it, pages are all."""

    entries: list[SearchEntry]
    is_complete: bool = True


class LastFailure:
    """When the database did not answer this process the last time."""

    at = float("-inf")


def still_public(entries: Sequence[SearchEntry], stamp: int) -> Checked:
    """
    Return those that everybody may see now, in the same order.

    `stamp`: of the index that they were found in. If the database is away, nothing is
    raised: what is left are pages of which nobody has heard that they were withdrawn.
    """
    if time.monotonic() - LastFailure.at > REST:
        try:
            seen = visible([each.key for each in entries])
        except (DatabaseError, InterfaceError):
            LastFailure.at = time.monotonic()
        else:
            return Checked([each for each in entries if each.key in seen])
    return Checked([each for each in entries if is_known(each, stamp)], False)


def is_known(entry: SearchEntry, stamp: int) -> bool:
    """Return whether it is a page that was public, as far as this process knows."""
    if entry.kind not in PageEntries.kinds:
        return False
    # An agency's address leads to its row in the roster; its own is below that.
    path = entry.address.replace("#", "")
    return not site_generation().has_withdrawn(path, stamp)
