"""Builds the index of the search, as a serving process does by itself."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError

from search.index.following import LONGEST_WRITING, followed
from search.index.reading import DamagedIndexError
from search.index.writing import MUCH

TELL_EVERY = 1000  # entries


class Command(BaseCommand):
    help = (
        "Bring the index of the search up to date, or build it where there is none. "
        "It can be deleted at any time; a serving process builds it anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew",
            action="store_true",
            help="build it anew, even if there is one; the old one answers meanwhile",
        )

    def handle(self, *, anew: bool, **options: Any) -> None:
        index = followed()
        if index is None:
            raise CommandError("SEARCH_INDEX is not set, so there is no index.")
        begun = time.monotonic()
        try:
            is_done = index.write(LONGEST_WRITING, self.tell, anew=anew, memory=MUCH)
        except (
            DatabaseError,
            InterfaceError,
            DamagedIndexError,
            OSError,
            ValueError,
        ) as error:
            raise CommandError(f"The index was not built: {error}") from error
        if not is_done or index.shown is None:
            raise CommandError("Another process has been building it for too long.")
        took = time.monotonic() - begun
        self.stdout.write(f"{len(index.shown)} entries; {took:.1f} s")

    def tell(self, done: int) -> None:
        if done % TELL_EVERY == 0:
            self.stdout.write(f"{done} entries …")
