"""Django's `migrate`, for several machines that start at once."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from core.database_lock import one_at_a_time


class Command(Migrate):
    """One process migrates; the others wait, and then have nothing to do."""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)  # these only read
            return
        with one_at_a_time(self.say, using=options["database"]):
            super().handle(*args, **options)

    def say(self, line: str) -> None:
        # On stderr: `bin/serve` reads the command's output.
        self.stderr.write(line, style_func=str)
