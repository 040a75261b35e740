"""Imports a list of task forces, partner offices or contacts, however long it is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imports.header import UnreadableError
from imports.importers import IMPORTERS
from imports.models import ImportBatch
from imports.reading import read_table

STEP = 100  # rows from one line of progress to the next


class Command(BaseCommand):
    help = (
        "Import a CSV file into the directory. All or nothing: one mistake, and "
        "nothing is saved. The admin does the same for up to 2,000 rows."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=IMPORTERS, help="what the file lists")
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be done, and save nothing",
        )

    def handle(self, *, kind: str, file: Path, dry_run: bool, **options: Any) -> None:
        importer_class = IMPORTERS[kind]
        try:
            table = read_table(file.read_bytes(), importer_class.names())
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        except UnreadableError as error:
            raise CommandError(f"{file}: {error.message}") from error

        for number, words in table.skipped:
            where = f"row {number}" if number else "the first line"
            self.stdout.write(f"Skipped above the header: {where}, “{words}”")

        def progress(number: int) -> None:
            if number % STEP == 0:
                self.stdout.write(f"  {number} of {len(table.rows)} rows")

        batch = ImportBatch(file_name=file.name)
        importer = importer_class(batch, saves=not dry_run, progress=progress)
        report = importer.run(table.rows)
        for row, column, reason in report.mistakes:
            where = f"row {row}, {column}" if column else f"row {row}"
            self.stderr.write(f"{where}: {reason}")
        if report.mistakes:
            raise CommandError(
                f"{file}: {len(report.mistakes)} mistakes; nothing was imported."
            )
        told = (
            f"{len(report.added)} added, {len(report.changed)} changed, "
            f"{len(report.removed)} taken off the site, {report.unchanged} unchanged"
        )
        ending = "would be the result; nothing was saved" if dry_run else "in all"
        self.stdout.write(self.style.SUCCESS(f"{kind}: {told} {ending}."))
