"""App configuration: the groups of editors are kept after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from pages.roles import make_roles


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        post_migrate.connect(make_roles, sender=self)
