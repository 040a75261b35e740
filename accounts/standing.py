"""How much access a session has: what it has proved, and how long ago."""

import time
from enum import Enum, auto
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_reset
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
SET_UP_HERE = "accounts_set_up_here"


class Standing(Enum):
    ADMITTED = auto()
    HAS_TO_ENROL = auto()
    HAS_TO_SIGN_IN = auto()


def standing_of(request: HttpRequest, user: Any) -> Standing:
    """Return what the account of this session may access."""
    if is_over(request, user):
        return Standing.HAS_TO_SIGN_IN
    own = dict(Authenticator.objects.filter(user=user).values_list("pk", "type"))
    if FACTORS.isdisjoint(own.values()):
        required = settings.REQUIRE_SECOND_FACTOR
        return Standing.HAS_TO_ENROL if required else Standing.ADMITTED
    # A factor that has since been removed proves nothing.
    if own.keys() & proved_in(request, user):
        return Standing.ADMITTED
    return Standing.HAS_TO_SIGN_IN


def proved_in(request: HttpRequest, user: Any) -> set[int]:
    """Return the factors this session signed in with or has set up."""
    return {
        record["id"]
        for record in get_authentication_records(request, user)
        if record["method"] == "mfa"
    }.union(request.session.get(SET_UP_HERE, []))


def is_over(request: HttpRequest, user: Any) -> bool:
    """Return whether the session is too old, regardless of activity."""
    records = get_authentication_records(request, user)
    return bool(records) and age_of(records[0]) > settings.SESSION_COOKIE_AGE


def is_fresh(request: HttpRequest) -> bool:
    """Return whether the user has authenticated recently."""
    user: Any = request.user
    records = get_authentication_records(request, user)
    lately = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(records) and age_of(records[-1]) < lately


def age_of(record: dict[str, Any]) -> float:
    """Return the seconds since then."""
    return time.time() - record["at"]


# New recovery codes replace those that a session may have signed in with.
@receiver([authenticator_added, authenticator_reset], dispatch_uid="accounts")
def remember_set_up(
    request: HttpRequest, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Keep this session valid: setting up a factor proves it."""
    known = request.session.get(SET_UP_HERE, [])
    request.session[SET_UP_HERE] = [*known, authenticator.pk]
