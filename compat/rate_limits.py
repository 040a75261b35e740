"""
allauth's rate limits: for forms that are not its own, and in a cache of their own.

Works around: allauth keeps what takes an attempt back, and who is asking behind which
proxies, inside. It counts attempts and used codes in the default cache, which others
fill with what may be lost.
Upstream: https://codeberg.org/allauth/django-allauth (its `core/ratelimit.py` says that
the public module is to go); no setting names the cache
Seen in: django-allauth 65.21.1
Delete when: allauth offers rate limits to others, and a setting for the cache.
"""

from typing import Any

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as codes
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.connection import ConnectionProxy

client_address = ratelimit.get_ip
COUNTING: list[Any] = [ratelimit, codes]


def install(alias: str) -> None:
    """Count in this cache of the settings."""
    for module in COUNTING:
        module.cache = ConnectionProxy(caches, alias)


def consume(request: HttpRequest, *, action: str, rate: str, key: str) -> Any:
    """Return what takes the attempt back, or nothing if there were too many."""
    return ratelimit.consume(
        request, app="hstf", action=action, config={action: rate}, key=key
    )
