"""Production refuses to start without secrets, and trusts no proxy by default."""

import importlib
import json
import logging.config
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from hstf_site import settings as kinds_of_settings

NAME = "hstf_site.settings.production"
SHARED = ["accounts", "base", "content", "databases", "files"]
ENVIRONMENT = {
    "SECRET_KEY": "not-a-real-key-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "hstf.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "PUBLIC_URL": "https://hstf.example.org/",
}
OPTIONAL = [
    "ADMIN_HOST",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "FRONTEND_CACHE_URL",
    "HSTS_SECONDS",
    "REQUIRE_SECOND_FACTOR",
    "SECOND_PERSON_PUBLISHES",
    "SECURITY_CONTACT",
    "SECURITY_PROMISES",
    "SERVE_MEDIA",
    "TRUST_PROXY_HTTPS",
    "TRUSTED_PROXIES",
]


@pytest.fixture
def start(monkeypatch):
    """Import the production settings afresh under a changed environment."""

    def load(**changes):
        for name in OPTIONAL:
            monkeypatch.delenv(name, raising=False)
        for name, value in (ENVIRONMENT | changes).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        # These read some, too. Python keeps a module in two places.
        for name in SHARED:
            known = sys.modules[f"{kinds_of_settings.__name__}.{name}"]
            monkeypatch.setattr(kinds_of_settings, name, known)
            monkeypatch.delitem(sys.modules, known.__name__)
        sys.modules.pop(NAME, None)
        try:
            return importlib.import_module(NAME)
        finally:
            sys.modules.pop(NAME, None)

    return load


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_missing_secret_stops_the_start_and_is_named(start, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        start(**{name: None})


def test_public_address_must_be_secure(start):
    with pytest.raises(ImproperlyConfigured, match="https://"):
        start(PUBLIC_URL="http://hstf.example.org")


@pytest.mark.parametrize("key", ["short", "x" * 60, "abcabc" * 10])
def test_weak_key_stops_the_start(start, key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY must be random"):
        start(SECRET_KEY=key)


@pytest.mark.parametrize("hosts", ["*", "www.x.gov,*", "*.x.gov", ".gov", "gov", ","])
def test_hosts_must_be_named(start, hosts):
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS must name"):
        start(ALLOWED_HOSTS=hosts)


def test_hosts_are_separated_by_commas_and_spaces(start):
    settings = start(ALLOWED_HOSTS="a.example.gov, b.example.gov,")

    assert settings.ALLOWED_HOSTS == ["a.example.gov", "b.example.gov"]


def test_key_is_taken_as_it_is(start):
    """Not as the name of another variable, which an error would then show."""
    key = "$" + ENVIRONMENT["SECRET_KEY"]

    assert vars(start(SECRET_KEY=key))["SECRET_KEY"] == key


def test_blank_line_in_the_settings_opens_no_door(start):
    settings = start(REQUIRE_SECOND_FACTOR="", SECOND_PERSON_PUBLISHES=" ")

    assert settings.REQUIRE_SECOND_FACTOR is True
    assert settings.SECOND_PERSON_PUBLISHES is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://user:pass#word@db.example.org/hstf"),
        ("PUBLIC_URL", "https://hstf.example.org/site"),
        ("ADMIN_HOST", "hstf.example.org:443"),
        ("HSTS_SECONDS", "-1"),
        ("REQUIRE_SECOND_FACTOR", "maybe"),
        ("TRUST_PROXY_HTTPS", "ture"),
        ("FRONTEND_CACHE_URL", "127.0.0.1:6081"),
        ("EMAIL_URL", "smtp://user:pass#word@mail.example.org"),
        ("DEFAULT_FROM_EMAIL", "website"),
        ("SECURITY_PROMISES", "/no/such/file"),
    ],
)
def test_what_cannot_be_meant_stops_the_start_and_is_named(start, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} "):
        start(**{name: value})


@pytest.mark.parametrize(
    "contact", ["security@example.org", "http://example.org/", "x"]
)
def test_contact_that_no_reader_could_use_stops_the_start(start, contact):
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT must begin"):
        start(SECURITY_CONTACT=contact)


def test_contact_that_readers_can_use_is_taken(start):
    told = ["mailto:security@example.org", "https://example.org/report"]

    production = start(SECURITY_CONTACT=",".join(told))

    assert vars(production)["SECURITY_CONTACT"] == told


def test_debugging_stops_the_start(start):
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        start(DEBUG="true")


def test_public_site_is_secure_and_shows_no_debugging(start):
    settings = start()

    assert settings.DEBUG is False
    assert settings.SECURE_SSL_REDIRECT is True
    assert settings.SECURE_HSTS_SECONDS > 0
    assert settings.SESSION_COOKIE_SECURE is True
    assert settings.CSRF_COOKIE_SECURE is True
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert settings.CSRF_COOKIE_NAME.startswith("__Host-")
    assert settings.REQUIRE_SECOND_FACTOR is True
    assert settings.PUBLIC_URL == "https://hstf.example.org"


def test_header_of_a_proxy_is_believed_only_if_told_to(start):
    assert not hasattr(start(), "SECURE_PROXY_SSL_HEADER")
    assert start(TRUST_PROXY_HTTPS="true").SECURE_PROXY_SSL_HEADER == (
        "HTTP_X_FORWARDED_PROTO",
        "https",
    )


def test_proxy_that_ends_https_is_one_that_tells_who_asks(start):
    assert start().ALLAUTH_TRUSTED_PROXY_COUNT == 0
    assert start(TRUST_PROXY_HTTPS="true").ALLAUTH_TRUSTED_PROXY_COUNT == 1
    behind = start(TRUST_PROXY_HTTPS="true", TRUSTED_PROXIES="2")
    assert behind.ALLAUTH_TRUSTED_PROXY_COUNT == 2


def test_host_of_the_admin_is_answered_to_and_linked_to(start):
    with pytest.raises(ImproperlyConfigured, match="ADMIN_HOST"):
        start(ADMIN_HOST="edit.example.org")

    hosts = "hstf.example.org,edit.example.org"
    settings = start(ADMIN_HOST="edit.example.org", ALLOWED_HOSTS=hosts)
    assert settings.WAGTAILADMIN_BASE_URL == "https://edit.example.org"
    assert "https://edit.example.org" in settings.CSRF_TRUSTED_ORIGINS


def test_password_reset_needs_a_mail_server(start):
    assert start().MAILS_FORGOTTEN_PASSWORDS is False
    assert start(EMAIL_URL="smtp://mail.example.org").MAILS_FORGOTTEN_PASSWORDS


def test_audit_log_alone_goes_to_stdout_as_it_is(start, settings, capsys):
    """Log collectors read stdout line by line, and each line as JSON."""
    logging.config.dictConfig(start().LOGGING)
    try:
        logging.getLogger("hstf.audit").info(json.dumps({"action": "test"}))
        logging.getLogger("django").warning("something else")
    finally:
        audit = logging.getLogger("hstf.audit")
        audit.handlers, audit.propagate, audit.level = [], True, logging.NOTSET
        logging.config.dictConfig(settings.LOGGING)

    out, err = capsys.readouterr()
    assert json.loads(out) == {"action": "test"}
    assert out.count("\n") == 1
    assert "something else" in err
