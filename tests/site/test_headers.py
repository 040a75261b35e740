"""Each type of response restricts browsers, and sets no cookie."""

import re
from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from wagtail.contrib.redirects.models import Redirect

from compat.request_charset import UTF8Handler
from hstf_site.caching import keep_pages
from tests.page_cache.wsgi_site import ask

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Address and the answer that it must give.
BESIDE_THE_PAGES = [
    ("/help", 200),
    ("/search/", 200),
    ("/search/suggestions.json?q=aus", 200),
    ("/search/?q=arrests", 200),
    ("/search/?q=%27%00", 200),
    ("/regions/?zip=78701", 200),
    ("/record/?as_of=2026-01-31", 200),
    ("/record/?as_of=never", 400),
    ("/record/feed/", 200),
    ("/news/atom/", 200),
    ("/news/rss/", 200),
    ("/record.csv", 200),
    ("/record.json", 200),
    ("/regions.csv", 200),
    ("/regions.json", 200),
    ("/regions/texas.csv", 200),
    ("/regions/texas.json", 200),
    ("/regions/texas.vcf", 200),
    ("/regions/texas.v3.vcf", 200),
    ("/regions/offices/fbi-elpaso.vcf", 200),
    ("/regions/offices/fbi-elpaso.v4.vcf", 200),
    ("/regions/offices/nobody.vcf", 404),
    ("/regions/task-forces/houston.vcf", 404),  # no contact is known
    ("/regions/places.json?q=aus", 200),
    ("/sitemap.xml", 200),
    ("/robots.txt", 200),
    ("/favicon.ico", 301),
    ("/static/css/site.css", 200),
    ("/media/images/a.png", 200),
    ("/media/documents/a.txt", 404),
    ("/documents/1/a.txt", 404),
    ("/old-555-0199", 301),
    ("/record", 301),
    ("/nothing/", 404),
    ("/static/nothing.css", 404),
    ("/x%00y/", 400),
    ("/.well-known/security.txt", 404),
    ("/healthz", 200),
]


def assert_limited(path, answer):
    for name, value in ALWAYS.items():
        assert answer[name] == value, (path, name)
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}, path
    assert "camera=()" in answer["Permissions-Policy"], path
    policy = answer["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        policy
    ), path
    assert "unsafe" not in answer["Content-Security-Policy"], path
    assert "nonce" not in answer["Content-Security-Policy"], path


def assert_same_for_everybody(path, answer):
    assert not answer.cookies, path
    assert answer.get("Vary", "Accept-Encoding") == "Accept-Encoding", path


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    storage = FileSystemStorage(location=tmp_path)
    for name in ("images/a.png", "documents/a.txt"):
        storage.save(name, ContentFile(b"content"))


def test_every_page_is_limited_and_the_same_for_everybody(visitor, paths, db):
    for path in paths:
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert_limited(path, answer)
        assert_same_for_everybody(path, answer)


@pytest.mark.parametrize(("path", "status"), BESIDE_THE_PAGES)
def test_every_other_answer_is_too(site, files, path, status):
    Redirect.add_redirect("/old-555-0199", redirect_to="/record/")

    with closing(site.get(path)) as answer:
        assert answer.status_code == status
        assert_limited(path, answer)
        assert_same_for_everybody(path, answer)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
def test_answer_to_another_method_is_too(site, method):
    answer = getattr(site, method)("/record/")

    assert answer.status_code == 405
    assert_limited(method, answer)
    assert_same_for_everybody(method, answer)


def test_error_page_is_too(site, monkeypatch):
    def broken(asked):
        raise ValueError

    monkeypatch.setattr("record.downloads.asked_day", broken)
    site.raise_request_exception = False

    answer = site.get("/record.csv")

    assert answer.status_code == 500
    assert_limited("500", answer)
    assert_same_for_everybody("500", answer)


def test_answer_to_a_foreign_host_is_too(site):
    answer = site.get("/", HTTP_HOST="evil.example.com")

    assert answer.status_code == 400
    assert_limited("400", answer)
    assert_same_for_everybody("400", answer)


@pytest.mark.parametrize("path", ["/", "/record/", "/record.csv", "/help/"])
def test_kept_page_is_too_also_when_the_browser_knows_it(site, path):
    cache = keep_pages(UTF8Handler())
    full = ask(cache, path)
    again = ask(cache, path)
    head = ask(cache, path, method="HEAD")
    packed = ask(cache, path, accept_encoding="br")
    answers = [full, again, head, packed]
    if "ETag" in full.headers:
        known = ask(cache, path, if_none_match=full.headers["ETag"])
        assert known.status.startswith("304")
        answers.append(known)

    for answer in answers:
        assert_limited(path, answer.headers)
        assert "Set-Cookie" not in answer.headers


def test_browsers_are_told_to_insist_on_https_where_it_is_served(site, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True

    for path in ("/", "/nothing/", "/record.csv", "/static/css/site.css"):
        with closing(site.get(path, secure=True)) as answer:
            assert answer["Strict-Transport-Security"] == (
                "max-age=31536000; includeSubDomains; preload"
            ), path
        with closing(site.get(path)) as answer:
            assert "Strict-Transport-Security" not in answer, path


def test_nobody_is_asked_to_sign_in_with_a_policy_that_has_exceptions(client, db):
    """The login is open to everybody, so its policy is the strictest."""
    for path in ("login/", "password/reset/", "nothing/"):
        answer = client.get(f"/admin/account/{path}")
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy, path
        assert not re.search("unsafe|nonce|blob|data", policy), path
