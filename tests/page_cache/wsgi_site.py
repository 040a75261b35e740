"""A minimal site, and a browser for it, to test the page cache."""

import io
from concurrent.futures import Future
from dataclasses import dataclass, field

from page_cache.generation import KnownGeneration
from page_cache.policy import CachePolicy
from page_cache.wsgi import PageCache

AFTER = 1.0  # seconds after a change: more than readers get the old copy for


class Clock:
    # 2026-11-22 12:00:00 UTC
    def __init__(self, now=1_795_348_800.0):
        self.now = now

    def __call__(self):
        return self.now


class Changes(KnownGeneration):
    """A generation that a test moves, and that is sure unless the test says no."""

    def __init__(self):
        self.now, self.is_sure = 100.0, True
        super().__init__(clock=lambda: self.now)
        self.learn(1 << 20, self.now)

    def read(self):
        return self.newest() if self.is_sure else super().read()

    def unsure_for(self):
        return 0.0 if self.is_sure else 1.0

    def move(self, *withdrawn, after=AFTER):
        """Change something; `after`: the seconds that pass until the next request."""
        stamp = self.newest() + (1 << 20)
        self.hear(stamp, [(path, stamp) for path in withdrawn], after)

    def hear(self, stamp, withdrawn=(), after=AFTER):
        self.learn(stamp, self.now, withdrawn)
        self.now += after


class Here:
    """A pool that renders in the thread that asks, where a test can follow it."""

    def __init__(self, *args, **kwargs):
        pass

    def submit(self, work, *args):
        job = Future()
        job.set_result(work(*args))
        return job


@dataclass
class Site:
    """Responds to each request with `answer`, and records the requests."""

    status: str = "200 OK"
    body: bytes = b"<p>" + b"words " * 100
    headers: list = field(
        default_factory=lambda: [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "public, max-age=0"),
            ("Vary", "Accept-Encoding"),
        ]
    )
    asked: list = field(default_factory=list)
    error: Exception | None = None
    closed: int = 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        if self.error:
            raise self.error
        start_response(self.status, list(self.headers))
        return Body(self)

    @property
    def times(self):
        return len(self.asked)


class Body:
    def __init__(self, site):
        self.site = site

    def __iter__(self):
        yield self.site.body

    def close(self):
        self.site.closed += 1


@dataclass
class Got:
    status: str
    headers: dict
    body: bytes


def ask(cache, path="/", query="", method="GET", scheme="http", **headers):
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "HTTP_HOST": "hstf.example.org",
    }
    for name, value in headers.items():
        begins = "" if name.startswith("content_") else "HTTP_"
        environ[begins + name.upper()] = value
    told = []

    def start_response(status, headers, exc_info=None):
        told[:] = [status, headers]

    answered = cache(environ, start_response)
    body = b"".join(answered)
    if hasattr(answered, "close"):
        answered.close()
    status, headers = told
    return Got(status, dict(headers), body)


def cache_for(site, generation=None, clock=None, files=None, **policy):
    return PageCache(
        site,
        generation or Changes(),
        CachePolicy(**policy),
        files,
        clock or Clock(),
    )
