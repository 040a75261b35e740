"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        # Only now, because it needs the models.
        from search import kept_lines

        kept_lines.connect()
