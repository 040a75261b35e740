"""Checks whether the site can start: python -m hstf_site.settings."""

import ipaddress
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from hstf_site.settings import environment as env

LEVELS = {"debug", "info", "warning", "error"}


def check_server() -> None:
    """Check the options of `bin/serve-public`; the server's own errors are verbose."""
    env.number("PORT", default=8000, least=1, most=65_535)
    for name, default in (("WORKERS", 2), ("THREADS", 16), ("MOST_AT_ONCE", 256)):
        env.number(name, default=default, least=1)
    if env.text("LOG_LEVEL", "warning") not in LEVELS:
        raise env.wrong("LOG_LEVEL", f"must be one of {', '.join(sorted(LEVELS))}")
    try:
        ipaddress.ip_address(host := env.text("HOST", "127.0.0.1"))
    except ValueError as error:
        raise env.wrong(
            "HOST", f"must be an address such as 127.0.0.1, not {host!r}"
        ) from error


try:
    settings.DEBUG  # noqa: B018 - reads them
    check_server()
except ImproperlyConfigured as error:
    sys.exit(f"Wrong setting: {error}")
