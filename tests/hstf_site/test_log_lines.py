"""Nothing that a visitor has looked up or searched for is left in the log."""

import io
import logging
import sqlite3
from urllib.parse import quote_plus

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError

from hstf_site.log_lines import WithoutQueries

NAMES = ["q", "zip", "near", "as_of"]


@pytest.fixture
def log(monkeypatch):
    """What the site's own handler writes."""
    (handler,) = [
        each
        for each in logging.getLogger().handlers
        if isinstance(each.formatter, WithoutQueries)
    ]
    written = io.StringIO()
    # Not `setStream`, which flushes what another test may have closed.
    monkeypatch.setattr(handler, "stream", written)
    return written.getvalue


def quoting(error):
    """Return a middleware that fails with all that errors quote."""

    def middleware(get_response):
        def fail(request):
            told = request.GET.dict()
            raise error(f"for {request.get_full_path()!r}: {told} {request.GET}")

        return fail

    return middleware


refused = quoting(SuspiciousOperation)
failing = quoting(ValueError)


def locked(get_response):
    def fail(request):
        behind = sqlite3.OperationalError(f"locked: LIKE '%{request.GET.dict()}%'")
        behind.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError(*behind.args) from behind

    return fail


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("middleware", "status", "said"),
    [
        ("refused", 400, "SuspiciousOperation"),
        ("failing", 500, "Internal Server Error: /regions/"),
        ("locked", 503, "Service Unavailable: /regions/"),
    ],
)
def test_error_is_logged_without_what_was_typed(
    client, settings, log, db, monkeypatch, name, middleware, status, said
):
    monkeypatch.setattr("hstf_site.away.LOGGED_EACH", 0)
    settings.MIDDLEWARE = [f"{__name__}.{middleware}"]
    client.raise_request_exception = False
    text = "Fort Campbell, KY 42223"

    got = client.get(f"/regions/?{name}={quote_plus(text)}&for=public")

    assert got.status_code == status
    assert said in log()
    for word in (text, quote_plus(text), "Fort", "Campbell", "42223", "fort", "public"):
        assert word not in log()


@pytest.mark.parametrize("name", NAMES)
def test_missing_page_is_logged_without_its_query(client, home, log, name):
    client.get(f"/nothing/?{name}=8675309")

    assert "Not Found: /nothing/" in log()
    assert "8675309" not in log()


def test_other_lines_keep_their_question_marks_and_lose_their_queries(log):
    logging.getLogger("hstf").error("Is it? Yes: a=b. Asked /regions/?q=8675309&a")

    line = log().partition("hstf: ")[2]
    assert line == "Is it? Yes: a=b. Asked /regions/?…\n"


def test_short_words_are_left_so_that_an_error_can_be_read(client, settings, log, db):
    settings.MIDDLEWARE = [f"{__name__}.failing"]
    client.raise_request_exception = False

    client.get("/regions/?q=in+File")

    assert "Traceback (most recent call last)" in log()
    assert ", line " in log()
    assert " in fail" in log()
