"""App configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from compat import spreadsheet_exports
        from core.csv_cells import guard

        spreadsheet_exports.install(guard)
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
