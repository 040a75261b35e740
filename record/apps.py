"""App configuration."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "record"

    def ready(self) -> None:
        # Only now, because it needs the models.
        from record import kept_addresses  # noqa: F401  # registers its check
