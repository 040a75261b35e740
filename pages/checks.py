"""Checks of the shipped content, which `manage.py check` makes."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from pages.auditing import typed_in_fixtures
from pages.seeding import SeedError


def check_fixtures(
    app_configs: Iterable[Any] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a figure that is typed where the record should be named."""
    try:
        places = list(typed_in_fixtures(settings.BASE_DIR / "fixtures"))
    except SeedError as error:
        return [Error(str(error), id="pages.E002")]
    return [
        Error(
            str(place),
            hint=(
                "In running text, write {{statistic: its-key}}. Elsewhere, say it "
                "without the number."
            ),
            id="pages.E001",
        )
        for place in places
    ]
