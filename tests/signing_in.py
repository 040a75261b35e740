"""A browser that has just signed in with the form."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY

METHODS, WHOSE = (
    AUTHENTICATION_METHODS_SESSION_KEY,
    "account_authentication_methods_user",
)


def sign_in(client, user, *factors, ago=0):
    """Begin a session with the password, so many seconds ago, and these factors."""
    client.force_login(user)
    at = time.time() - ago
    proved = [{"method": "mfa", "id": pk, "at": at} for pk in factors]
    session = client.session
    session[METHODS] = [{"method": "password", "at": at}, *proved]
    session[WHOSE] = str(user.pk)
    session.save()
    return client
