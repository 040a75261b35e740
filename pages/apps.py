"""App configuration: after each migration, groups and review are put in place."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from pages.review import make_review
from pages.roles import make_roles


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self) -> None:
        # Only now, because it needs the models.
        from pages.redirects import keeping

        keeping.connect()
        keeping.use_our_form()
        # In this order: the review is for the groups.
        post_migrate.connect(make_roles, sender=self)
        post_migrate.connect(make_review, sender=self)
