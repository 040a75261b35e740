"""App configuration: connects the receivers for account events."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import audit, standing  # noqa: F401 - connects their receivers
