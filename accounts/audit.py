"""What the audit log records about sign-ins, passwords and second factors."""

import unicodedata
from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed, password_reset
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
from django.dispatch import receiver

from audit.log import write, write_now

LONGEST_NAME = 150  # as long as a user name may be


def as_typed(name: Any) -> str:
    """Truncate untrusted input, and remove control characters."""
    kept = (sign for sign in str(name or "") if unicodedata.category(sign)[0] != "C")
    return "".join(kept)[:LONGEST_NAME]


# The action of each line.
ACTIONS = {
    user_logged_in: "auth.login",
    user_logged_out: "auth.logout",
    authenticator_added: "auth.factor_added",
    authenticator_removed: "auth.factor_removed",
    authenticator_reset: "auth.recovery_codes_replaced",
    authenticator_used: "auth.factor_used",
    authentication_failed: "auth.factor_failed",
    password_changed: "auth.password_changed",
    password_reset: "auth.password_reset",
}


def log_with(action: str) -> Callable[..., None]:
    """Return a receiver that logs this action of a user."""
    # A failure is logged even if everything around it is rolled back.
    log = write_now if action == "auth.factor_failed" else write
    names_factor = action.startswith("auth.factor_")

    def log_event(user: Any, authenticator: Any = None, **kwargs: Any) -> None:
        factor = {"factor": authenticator.type} if names_factor else {}
        if user is not None:
            log(action, user_id=user.pk, user=user.get_username(), **factor)

    return log_event


@receiver(user_login_failed, dispatch_uid="accounts.audit")
def log_failed_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Log the input, and not whether such an account exists."""
    name = credentials.get(get_user_model().USERNAME_FIELD)
    write_now("auth.login_failed", typed_name=as_typed(name))


for signal, action in ACTIONS.items():
    signal.connect(log_with(action), weak=False, dispatch_uid="accounts.audit")
