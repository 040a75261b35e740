"""Who logged in and out, and who tried."""

import unicodedata
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)

from audit.log import write, write_now

LONGEST_NAME = 150  # as long as a user name may be


def as_typed(name: Any) -> str:
    """Shorten what anybody may type, without signs that steer a terminal or a line."""
    kept = (sign for sign in str(name or "") if unicodedata.category(sign)[0] != "C")
    return "".join(kept)[:LONGEST_NAME]


def log_login(user: Any, **kwargs: Any) -> None:
    write("auth.login", user_id=user.pk, user=user.get_username())


def log_logout(user: Any, **kwargs: Any) -> None:
    if user is not None:
        write("auth.logout", user_id=user.pk, user=user.get_username())


def log_failure(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Say what was typed, and not whether such an account exists."""
    name = credentials.get(get_user_model().USERNAME_FIELD)
    write_now("auth.login_failed", typed_name=as_typed(name))


def connect() -> None:
    user_logged_in.connect(log_login, dispatch_uid="audit")
    user_logged_out.connect(log_logout, dispatch_uid="audit")
    user_login_failed.connect(log_failure, dispatch_uid="audit")
