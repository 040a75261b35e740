"""App configuration: installs the patches that need no rule of another room."""

from django.apps import AppConfig


class CompatConfig(AppConfig):
    name = "compat"

    def ready(self) -> None:
        from compat import (
            admin_widgets,
            avatars,
            child_relations,
            page_addresses,
            quick_templates,
        )

        admin_widgets.install()
        avatars.install()
        child_relations.install()
        page_addresses.install()
        quick_templates.install()
