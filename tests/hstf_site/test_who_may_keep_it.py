"""Every response has Cache-Control: without it, caches and browsers guess."""

import pytest
from django.urls import get_resolver
from wagtail.contrib.redirects.models import Redirect

from hstf_site.caching import FOR_EVERYBODY, FOR_NOBODY
from tests.factories import HelpPageFactory, RecordPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db
LONG = "x" * 2_000


@pytest.fixture
def site(home):
    HelpPageFactory(parent=home, slug="help")
    RecordPageFactory(parent=home, slug="record")
    StandardPageFactory(parent=home, slug="about")
    Redirect.objects.create(old_path="/gone", redirect_link="/about/")
    Redirect.objects.create(
        old_path="/today", redirect_link="/about/", is_permanent=False
    )
    return home


ANSWERS = [
    ("/", 200, FOR_EVERYBODY),
    ("/robots.txt", 200, FOR_EVERYBODY),
    ("/healthz", 200, FOR_NOBODY),
    ("/help/", 200, FOR_NOBODY),
    ("/about", 301, FOR_EVERYBODY),
    ("/favicon.ico", 301, FOR_EVERYBODY),
    # A browser that cached “a redirects to b” would loop once b redirects to a.
    ("/gone", 301, "no-cache"),
    ("/today", 302, "no-cache"),
    ("/nothing/", 404, FOR_EVERYBODY),
    ("/nothing.html", 404, FOR_EVERYBODY),
    ("/static/nothing.css", 404, FOR_EVERYBODY),
    ("/media/nothing.png", 404, FOR_EVERYBODY),
    ("/documents/1/nothing.pdf", 404, FOR_EVERYBODY),
    ("/sitemap-9.xml", 404, FOR_EVERYBODY),
    ("/.well-known/security.txt", 404, FOR_EVERYBODY),
    ("/record/?as_of=never", 400, FOR_NOBODY),
    (f"/{LONG}/", 400, FOR_NOBODY),
    ("/%00/", 400, FOR_NOBODY),
]


def test_answer_to_a_visitor_says_who_may_keep_it(client, site):
    for path, status, told in ANSWERS:
        for method in (client.get, client.head):
            answer = method(path)
            answer.close()

            assert answer.status_code == status, path
            assert answer.get("Cache-Control") == told, path


def test_refused_host_and_method_are_kept_nowhere(client, site):
    refused = client.get("/", headers={"host": "evil.example.com"})
    assert (refused.status_code, refused["Cache-Control"]) == (400, FOR_NOBODY)

    for method in (client.post, client.put, client.delete, client.options):
        refused = method("/")
        assert (refused.status_code, refused["Cache-Control"]) == (405, FOR_NOBODY)


def test_way_to_https_is_kept_nowhere(client, site, settings):
    """A cache that confuses the two would cause a redirect loop."""
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/")
    assert answer["Cache-Control"] == FOR_NOBODY


def test_failure_is_kept_nowhere(client, site, monkeypatch):
    client.raise_request_exception = False

    def broken(asked):
        raise ValueError

    monkeypatch.setattr("record.downloads.asked_day", broken)

    answer = client.get("/record.csv")

    assert (answer.status_code, answer["Cache-Control"]) == (500, FOR_NOBODY)


def test_stranger_at_the_admin_leaves_nothing_in_a_cache(client, site):
    for path, status in [
        ("/admin/", 302),
        ("/admin/nothing/", 302),
        ("/admin/pages/1/edit/", 302),
        ("/admin/account/login/", 200),
    ]:
        answer = client.get(path)

        assert answer.status_code == status, path
        assert "private" in answer["Cache-Control"], path


def test_what_an_editor_sees_is_theirs(admin, site):
    for path in ["/", "/nothing/", "/admin/", "/admin/nothing/"]:
        answer = admin.get(path)

        kept_by_others = "public" in answer["Cache-Control"]
        assert not (kept_by_others and "wagtail" in answer.content.decode()), path


def test_refused_form_is_the_senders(admin, site):
    admin.handler.enforce_csrf_checks = True

    refused = admin.post("/admin/account/password/", {})

    assert refused.status_code == 403
    assert "public" not in refused["Cache-Control"]


# What libraries try their own pages with


def addresses(resolver, before=""):
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from addresses(entry, path)
        else:
            yield path, entry.callback


def test_pages_that_try_errors_do_not_exist(admin, site):
    for path in ("failwhale/", "test404/", "failwhale/x/", "failwhale"):
        answer = admin.get(f"/admin/{path}", follow=True)

        assert answer.status_code == 404, path
        assert answer.resolver_match.func.__name__ == "closed", path


def test_no_other_address_is_for_trying():
    words = ("debug", "demo", "example", "fail", "styleguide", "test", "whale")
    latest = "latest"  # a revision

    found = {
        path.replace("^", "").replace("\\", "")
        for path, _view in addresses(get_resolver())
        if any(word in path.replace(latest, "") for word in words)
    }

    assert found == {
        "admin/(?:failwhale|test404)/",  # closed, before Wagtail's
        "admin/failwhale/",
        "admin/test404/",
    }
