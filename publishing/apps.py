"""App configuration: the guards of what is published begin here."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"

    def ready(self) -> None:
        from publishing import deletion
        from publishing.models import seal
        from publishing.reviews import never_publish_unread
        from publishing.transactions import keep_all_or_nothing

        deletion.connect()
        seal.connect()
        keep_all_or_nothing()
        never_publish_unread()
