"""Varnish is purged when an editor publishes, and never delays an editor."""

import socket

import pytest

from hstf_site import varnish as backend
from tests.browser.sites import free_port
from tests.deploy.programs import Page, site
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(settings):
    """Configure a Varnish at a port, as FRONTEND_CACHE_URL does."""

    def configure(port):
        address = f"http://127.0.0.1:{port}"
        settings.WAGTAILFRONTENDCACHE = {
            address: {"BACKEND": "hstf_site.varnish.Varnish", "LOCATION": address}
        }

    backend.away_until.clear()
    yield configure
    backend.away_until.clear()


@pytest.fixture
def varnish(tell):
    with site() as server:
        tell(server.server_address[1])
        yield server


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, slug="about")


def purged(server):
    return [(asked.method, asked.path) for asked in server.asked]


def test_published_page_is_taken_out_once_others_can_read_it(
    page, varnish, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        assert purged(varnish) == []

    assert purged(varnish) == [("PURGE", "/about/")]


@pytest.mark.parametrize("taking", ["unpublish", "delete"])
def test_page_taken_away_is_taken_out(
    page, varnish, django_capture_on_commit_callbacks, taking
):
    with django_capture_on_commit_callbacks(execute=True):
        getattr(page, taking)()

    assert ("PURGE", "/about/") in purged(varnish)


def test_refusal_is_logged(page, varnish, caplog, django_capture_on_commit_callbacks):
    varnish.pages["/about/"] = Page(status=405)

    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()

    assert "keeps http://localhost/about/: it answered 405" in caplog.text


def test_varnish_that_is_away_is_logged_and_stops_nobody(
    page, tell, caplog, django_capture_on_commit_callbacks
):
    tell(free_port())

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    page.refresh_from_db()
    assert page.live
    assert caplog.text.count("Connection refused") == 1


def test_varnish_that_says_nothing_is_waited_for_once(
    page, tell, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(backend, "LONGEST_WAIT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        tell(silent.getsockname()[1])

        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(3):
                page.save_revision().publish()

    assert caplog.text.count("timed out") == 1


def test_nobody_is_told_where_none_is_configured(
    page, django_capture_on_commit_callbacks, caplog
):
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert "Varnish" not in caplog.text
