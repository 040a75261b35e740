"""The headers earn the best grade by the rules of Mozilla's HTTP Observatory."""

import pytest
from django.test import Client

from tests.factories import HelpPageFactory, RecordPageFactory

BEST = 130  # 100 to begin with, and what each rule below can add
HALF_A_YEAR = 15_768_000
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*")
PATHS = [
    "/",
    "/help/",
    "/record/",
    "/record.csv",
    "/record/feed/",
    "/search/?q=a",
    "/nothing/",
    "/robots.txt",
    "/sitemap.xml",
    "/static/css/site.css",
    "/%00/",
]


@pytest.fixture
def site(home, settings):
    """The site as production serves it: over HTTPS, with strict transport."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 2 * HALF_A_YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    HelpPageFactory(parent=home, slug="help")
    RecordPageFactory(parent=home, slug="record")
    return Client()


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    return {part.split()[0]: part.split()[1:] for part in parts}


def points(response):
    """Return how each rule changes the score of 100."""
    allowed = policy(response)
    sources = [source for values in allowed.values() for source in values]
    is_strict = allowed["default-src"] == ["'none'"] and not set(UNSAFE) & set(sources)
    transport = response.get("Strict-Transport-Security", "")
    lasts = "max-age=" in transport and int(transport.split("=")[1].split(";")[0])
    return {
        "content-security-policy": 10 if is_strict else -25,
        "cookies": 0 if not response.cookies else -40,
        "cross-origin-resource-sharing": (
            -50 if "Access-Control-Allow-Origin" in response else 0
        ),
        "referrer-policy": (
            5 if response["Referrer-Policy"] in {"same-origin", "no-referrer"} else -5
        ),
        "strict-transport-security": (
            5 if lasts >= HALF_A_YEAR and "preload" in transport else -20
        ),
        "x-content-type-options": (
            0 if response["X-Content-Type-Options"] == "nosniff" else -5
        ),
        "x-frame-options": 5 if allowed.get("frame-ancestors") == ["'none'"] else -20,
        "cross-origin-resource-policy": (
            5 if response["Cross-Origin-Resource-Policy"] == "same-origin" else 0
        ),
    }


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_earns_the_best_grade(site, path):
    response = site.get(path, secure=True)
    response.close()

    assert 100 + sum(points(response).values()) == BEST, points(response)


def test_plain_http_leads_to_the_same_host_over_https(site):
    response = site.get("/record/")

    assert response.status_code == 301
    assert response["Location"] == "https://testserver/record/"
