"""App configuration."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RecordConfig(AppConfig):
    name = "record"

    def ready(self) -> None:
        # Only now, because it needs the models.
        from record.kept_addresses import check_addresses

        register(check_addresses, Tags.database)
