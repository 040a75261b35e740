"""What the site's own application answers, asked for a page for everybody."""

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

from page_cache.cache_key import CacheKey, Environ
from page_cache.cached_response import Headers

App = Callable[[Environ, Any], Iterable[bytes]]

IN_TROUBLE = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This page cannot be shown right now</title>
<h1>This page cannot be shown right now</h1>
<p>Please try again in a minute.</p>
<p>In an emergency, call 911.</p>
</html>
"""


class AppResponse:
    """The response of an application, read to its end."""

    def __init__(self, app: App, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        parts: list[bytes] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> Any:
            self.status, self.headers = status, list(headers)
            return parts.append

        answered = app(environ, start_response)
        try:
            parts.extend(answered)
        finally:
            if hasattr(answered, "close"):
                answered.close()
        self.body = b"".join(parts)
        self.is_failure = self.status.startswith("5")

    def header(self, name: str) -> str:
        return ", ".join(v for k, v in self.headers if k.lower() == name)

    def is_for_everybody(self, *, private_to_browsers: bool) -> bool:
        """
        Return whether it may be kept: only if the site explicitly says so.

        `private_to_browsers`: the site may say `no-store` here, and it is kept all the
        same, as it is the same for everybody.
        """
        is_public = self.is_public or (private_to_browsers and self.is_for_no_browser)
        return self.status.startswith("200") and is_public and self.is_the_same_for_all

    @property
    def is_redirect_for_everybody(self) -> bool:
        is_redirect = self.status.startswith(("301", "302"))
        return is_redirect and self.is_public and self.is_the_same_for_all

    @property
    def control(self) -> set[str]:
        return {part.strip() for part in self.header("cache-control").split(",")}

    @property
    def is_public(self) -> bool:
        return "public" in self.control and not self.control & {"private", "no-store"}

    @property
    def is_for_no_browser(self) -> bool:
        return self.control == {"no-store"}

    @property
    def is_the_same_for_all(self) -> bool:
        return (
            not self.header("set-cookie")
            and self.header("vary").lower() in {"", "accept-encoding"}
            and not self.header("content-encoding")
        )


def environ_for(key: CacheKey, *, trusts_proxy: bool, port: str) -> Environ:
    """Return a request for a page that says nothing of any visitor."""
    environ: Environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "HTTP_HOST": key.host,
        "SERVER_NAME": key.host.partition(":")[0] or "localhost",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if trusts_proxy:
        environ |= {"wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": key.scheme}
    return environ


def in_trouble(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Respond without anything of the site, when nothing else can be had."""
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(IN_TROUBLE))),
        ("Cache-Control", "no-store"),
        ("Retry-After", "30"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Referrer-Policy", "same-origin"),
    ]
    start_response("503 Service Unavailable", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [IN_TROUBLE]
