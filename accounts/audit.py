"""What the audit log tells of sign-ins, passwords and second factors."""

import unicodedata
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
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)

from audit.log import write, write_now

LONGEST_NAME = 150  # as long as a user name may be


def as_typed(name: Any) -> str:
    """Shorten what anybody may type, without control characters."""
    kept = (sign for sign in str(name or "") if unicodedata.category(sign)[0] != "C")
    return "".join(kept)[:LONGEST_NAME]


def about(user: Any) -> dict[str, Any]:
    return {"user_id": user.pk, "user": user.get_username()}


def log_login(user: Any, **kwargs: Any) -> None:
    write("auth.login", **about(user))


def log_logout(user: Any, **kwargs: Any) -> None:
    if user is not None:
        write("auth.logout", **about(user))


def log_failed_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log what was typed, and not whether such an account exists."""
    name = credentials.get(get_user_model().USERNAME_FIELD)
    write_now("auth.login_failed", typed_name=as_typed(name))


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
        (user_logged_in, log_login),
        (user_logged_out, log_logout),
        (user_login_failed, log_failed_login),
        (authenticator_added, log_added),
        (authenticator_removed, log_removed),
        (authenticator_reset, log_new_codes),
        (authenticator_used, log_used),
        (authentication_failed, log_failure),
        (password_changed, log_password_changed),
        (password_reset, log_password_reset),
    ):
        signal.connect(receiver, dispatch_uid="accounts.audit")
