"""Lists figures that were typed into pages instead of taken from the record."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from pages.auditing import typed_on_pages


class Command(BaseCommand):
    help = "Find numbers typed into live pages where the record holds the figure."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for place in typed_on_pages():
            found += 1
            self.stdout.write(str(place))
        if not found:
            self.stdout.write(gettext("No figure is typed where the record holds it."))
            return
        raise CommandError(
            ngettext(
                "%(count)d figure is typed. Put in the figure from the record instead.",
                "%(count)d figures are typed. Put in those from the record instead.",
                found,
            )
            % {"count": found}
        )
