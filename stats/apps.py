"""App configuration."""

from django.apps import AppConfig


class StatsConfig(AppConfig):
    name = "stats"

    def ready(self) -> None:
        # Only now, because it needs the models.
        from stats import kept_addresses  # noqa: F401  # registers its check
