"""Publishes scheduled work as it falls due, and checks links, until it is stopped."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from pages.links import check_links_if_due
from pages.schedule import publish_due

EVERY = 20  # seconds; an event shows within a minute of its time


class Command(BaseCommand):
    help = (
        f"Look every {EVERY} seconds for what is due, and publish or unpublish it. "
        "One such process is enough for a site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="look once, and stop; for a timer"
        )
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="stop when this process has ended",
        )

    def handle(self, *, once: bool, beside: int | None, **options: Any) -> None:
        try:
            self.look()
            while not once and self.waited(beside):
                self.look()
        except KeyboardInterrupt:
            pass  # Ctrl+C is how one stops it

    def look(self) -> None:
        if not connection.in_atomic_block:  # as it is in tests
            close_old_connections()
        for line in publish_due():
            self.stderr.write(line)
        check_links_if_due()

    def waited(self, beside: int | None) -> bool:
        """Wait for the next look; False if there is nobody left to look for."""
        for _second in range(EVERY):
            time.sleep(1)
            if beside and not is_running(beside):
                return False
        return True


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
