"""App configuration: installs the patches that need no rule of another room."""

from django.apps import AppConfig


class CompatConfig(AppConfig):
    name = "compat"

    def ready(self) -> None:
        from compat import admin_widgets, avatars

        admin_widgets.install()
        avatars.install()
