"""Publishes what falls due, clears old drafts of imports, checks links."""

import os
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from imports.models import ImportBatch
from pages.links import check_links_if_due
from pages.schedule import do_what_is_due

EVERY = 20  # seconds; scheduled work appears within a minute of its time


class Command(BaseCommand):
    help = (
        f"Look every {EVERY} seconds for what is due, and publish or unpublish it. "
        "One such process is enough for a site; several do not get in each other's way."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="look once, and stop; for a timer. Ends with 1 if something failed",
        )
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="stop when this process has ended",
        )

    def handle(self, *, once: bool, beside: int | None, **options: Any) -> None:
        try:
            failures = self.look()
            while not once and self.waited(beside):
                self.look()
        except KeyboardInterrupt:
            return  # Ctrl+C stops it
        if once and failures:
            sys.exit(1)  # so that a timer reports it

    def look(self) -> int:
        """Process what is due; return how many records failed."""
        if not connection.in_atomic_block:  # as it is in tests
            close_old_connections()
        failures = 0
        for line in do_what_is_due():
            failures += 1
            self.stderr.write(line)
        ImportBatch.objects.delete_old_drafts()
        check_links_if_due()
        return failures

    def waited(self, beside: int | None) -> bool:
        """Wait for the next run; False if the parent process is gone."""
        for _second in range(EVERY):
            time.sleep(1)
            if beside and not is_running(beside):
                return False
        return True


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True
