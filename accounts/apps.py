"""App configuration: listens to what happens to accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import audit, standing

        audit.connect()
        standing.connect()
