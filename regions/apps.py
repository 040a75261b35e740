"""App configuration."""

from importlib import import_module

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"

    def import_models(self) -> None:
        """Load the page, too: records do not import it."""
        super().import_models()
        import_module("regions.page")
