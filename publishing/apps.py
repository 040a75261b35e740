"""App configuration: the guards of what is published begin here."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"

    def ready(self) -> None:
        from compat import admin_transactions, task_deactivation
        from publishing import deletion_guard
        from publishing.models import seal
        from publishing.reviews import cancel_what_waits
        from publishing.transactions import all_or_nothing

        deletion_guard.connect()
        seal.connect()
        admin_transactions.install(all_or_nothing)
        task_deactivation.install(cancel_what_waits)
