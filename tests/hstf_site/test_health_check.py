"""Proxies can check whether the site responds."""

import pytest

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
