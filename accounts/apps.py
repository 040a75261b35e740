"""App configuration: connects the receivers for account events, and what counts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import audit, standing  # noqa: F401 - connects their receivers
        from compat import rate_limits

        rate_limits.install("attempts")
