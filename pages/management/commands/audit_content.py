"""Lists what editors should fix: typed figures and deleted choices."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from pages.auditing import OddPlace, missing_on_pages, typed_on_pages


class Command(BaseCommand):
    help = (
        "Find numbers typed into live pages where the record holds the figure, and "
        "blocks of live pages that name what was deleted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        typed, missing = self.listed(typed_on_pages()), self.listed(missing_on_pages())
        if not typed:
            self.stdout.write(gettext("No figure is typed where the record holds it."))
        failures = [
            ngettext(
                "%(count)d figure is typed. Put in the figure from the record instead.",
                "%(count)d figures are typed. Put in those from the record instead.",
                typed,
            )
            % {"count": typed},
            ngettext(
                "%(count)d block names what was deleted. Choose something else there.",
                "%(count)d blocks name what was deleted. Choose something else there.",
                missing,
            )
            % {"count": missing},
        ]
        found = [
            words
            for words, count in zip(failures, (typed, missing), strict=True)
            if count
        ]
        if found:
            raise CommandError(" ".join(found))

    def listed(self, places: Iterable[OddPlace]) -> int:
        """Write a line for each, and return how many there were."""
        count = 0
        for place in places:
            count += 1
            self.stdout.write(str(place))
        return count
