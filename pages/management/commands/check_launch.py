"""Names what an official launch still lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from pages.launch import gaps


class Command(BaseCommand):
    help = "Name what is missing before the site is launched as an official one."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(gaps())
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(
                ngettext(
                    "%(count)d thing is missing; see docs/operations/official.md.",
                    "%(count)d things are missing; see docs/operations/official.md.",
                    len(found),
                )
                % {"count": len(found)}
            )
        self.stdout.write(gettext("Nothing that can be checked here is missing."))
