"""Loads the content of `fixtures/` without ever overwriting an editor's work."""

from pages.seeding.errors import SeedError
from pages.seeding.seeder import Seeder

__all__ = ["SeedError", "Seeder"]
