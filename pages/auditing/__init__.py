"""Finds figures typed where the record should be named, and choices that are gone."""

from pages.auditing.fixtures import typed_in_fixtures
from pages.auditing.live import gone_on, missing_on_pages, typed_on_pages
from pages.auditing.place import Place

__all__ = [
    "Place",
    "gone_on",
    "missing_on_pages",
    "typed_in_fixtures",
    "typed_on_pages",
]
