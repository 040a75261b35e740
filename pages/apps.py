"""App configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        # Only now, because they need the models.
        from pages import roles  # noqa: F401  # its check is registered by importing it
        from pages.redirects import keeping

        keeping.connect()
        keeping.use_our_form()
