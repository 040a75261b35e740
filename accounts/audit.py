"""What the audit log tells of sign-ins, passwords and second factors."""

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

from audit.log import write, write_now

LONGEST_NAME = 150  # as long as a user name may be


def as_typed(name: Any) -> str:
    """Shorten what anybody may type, without control characters."""
    kept = (sign for sign in str(name or "") if unicodedata.category(sign)[0] != "C")
    return "".join(kept)[:LONGEST_NAME]


# The action of each line. A failure is written even if what is around it is undone.
ACTIONS = {
    authenticator_added: "auth.factor_added",
    authenticator_removed: "auth.factor_removed",
    authenticator_reset: "auth.recovery_codes_replaced",
    authenticator_used: "auth.factor_used",
    authentication_failed: "auth.factor_failed",
    password_changed: "auth.password_changed",
    password_reset: "auth.password_reset",
}


def log_with(action: str, *, names_factor: bool) -> Callable[..., None]:
    log = write_now if action.endswith("_failed") else write

    def receiver(user: Any, authenticator: Any = None, **kwargs: Any) -> None:
        factor = {"factor": authenticator.type} if names_factor else {}
        log(action, user_id=user.pk, user=user.get_username(), **factor)

    return receiver


def connect() -> None:
    for signal, action in ACTIONS.items():
        receiver = log_with(action, names_factor="factor_" in action)
        signal.connect(receiver, weak=False, dispatch_uid="accounts.audit")
