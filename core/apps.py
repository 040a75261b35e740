"""App configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core.admin_widgets import keep_scripts_out_of_choosers
        from core.csv_cells import guard_admin_exports

        keep_scripts_out_of_choosers()
        guard_admin_exports()
        # Each room says there how its pages show drafts of records.
        autodiscover_modules("previews")
