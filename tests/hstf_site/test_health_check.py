"""Proxies can check whether the site responds."""

import pytest

from page_cache.generation import KnownGeneration

ADDRESS = "/healthz"


@pytest.mark.parametrize("host", ["localhost", "other.example.com"])
def test_process_answers_for_any_host_without_a_database(client, host):
    got = client.get(ADDRESS, headers={"host": host})

    assert (got.status_code, got.content) == (200, b"ok\n")
    assert got.headers["Cache-Control"] == "no-store"
    assert not got.cookies


def test_it_carries_the_headers_of_every_answer(client):
    headers = client.get(ADDRESS).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_probe_is_not_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    got = client.get(ADDRESS, headers={"x-forwarded-proto": "https"})

    assert got.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"{ADDRESS}/", f"{ADDRESS}x/"])
def test_other_addresses_are_pages(client, home, path):
    assert client.get(path).status_code == 404


def test_node_that_hears_of_changes_is_ready_and_soon_not_when_it_does_not(
    client, monkeypatch, caplog
):
    seconds = [100.0]
    known = KnownGeneration(clock=lambda: seconds[0])
    monkeypatch.setattr("hstf_site.health_check.site_generation", lambda: known)

    def ready():
        got = client.get("/readyz", headers={"host": "other.example.com"})
        assert got.headers["Cache-Control"] == "no-store"
        return got.status_code, got.content

    assert ready() == (503, b"not ready\n")
    known.learn(1, asked=100.0)
    assert ready() == (200, b"ready\n")
    seconds[0] += 2.4  # a question and its answer may be lost
    assert ready() == (200, b"ready\n")
    seconds[0] += 0.5
    assert ready() == (503, b"not ready\n")
    assert client.get(ADDRESS).status_code == 200
    assert not caplog.records
