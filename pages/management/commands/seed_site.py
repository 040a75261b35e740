"""Loads the content of the fixtures folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from compat.deferred_tasks import indexing_at_the_end
from core.database_lock import one_at_a_time
from pages.seeding.errors import SeedError
from pages.seeding.seeder import Seeder


class Command(BaseCommand):
    help = (
        "Load the content of fixtures/. What an editor changed, moved, unpublished or "
        "deleted stays as it is. All or nothing: an error saves nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fixtures",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="the folder to load (default: fixtures/)",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done, and save nothing",
        )

    def handle(self, *, fixtures: Path, dry_run: bool, **options: Any) -> None:
        try:
            # A dry run waits as well: it saves everything before it rolls back.
            with one_at_a_time(self.say), transaction.atomic():
                with indexing_at_the_end(say=self.stdout.write):
                    counts = Seeder(fixtures, say=self.stdout.write).run()
                transaction.set_rollback(dry_run)
        except SeedError as error:
            raise CommandError(str(error)) from error
        told = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
        ending = "would be the result; nothing was saved" if dry_run else "in all"
        self.stdout.write(self.style.SUCCESS(f"Content: {told or 'nothing'} {ending}."))

    def say(self, line: str) -> None:
        self.stderr.write(line, style_func=str)
