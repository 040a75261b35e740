"""
allauth's rate limits, for forms that are not its own.

Works around: allauth keeps what takes an attempt back, and who is asking behind which
proxies, inside.
Upstream: https://codeberg.org/allauth/django-allauth (its `core/ratelimit.py` says that
the public module is to go)
Seen in: django-allauth 65.21.1
Delete when: allauth offers rate limits to others.
"""

from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest

client_address = ratelimit.get_ip


def consume(request: HttpRequest, *, action: str, rate: str, key: str) -> Any:
    """Return what takes the attempt back, or nothing if there were too many."""
    return ratelimit.consume(
        request, app="hstf", action=action, config={action: rate}, key=key
    )
