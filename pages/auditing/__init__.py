"""Finds figures that were typed where the record should be named."""

from pages.auditing.fixtures import typed_in_fixtures
from pages.auditing.live import typed_on_pages
from pages.auditing.place import Place

__all__ = ["Place", "typed_in_fixtures", "typed_on_pages"]
