"""What the audit log tells of passwords and second factors."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)

from audit.log import write, write_now


def about(user: Any) -> dict[str, Any]:
    return {"user_id": user.pk, "user": user.get_username()}


def log_added(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    write("auth.factor_added", **about(user), factor=authenticator.type)


def log_removed(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    write("auth.factor_removed", **about(user), factor=authenticator.type)


def log_new_codes(user: Any, **kwargs: Any) -> None:
    write("auth.recovery_codes_replaced", **about(user))


def log_used(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    write("auth.factor_used", **about(user), factor=authenticator.type)


def log_failure(user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    write_now("auth.factor_failed", **about(user), factor=authenticator.type)


def log_password_changed(user: Any, **kwargs: Any) -> None:
    write("auth.password_changed", **about(user))


def log_password_reset(user: Any, **kwargs: Any) -> None:
    write("auth.password_reset", **about(user))


def connect() -> None:
    for signal, receiver in (
        (authenticator_added, log_added),
        (authenticator_removed, log_removed),
        (authenticator_reset, log_new_codes),
        (authenticator_used, log_used),
        (authentication_failed, log_failure),
        (password_changed, log_password_changed),
        (password_reset, log_password_reset),
    ):
        signal.connect(receiver, dispatch_uid="accounts.audit")
