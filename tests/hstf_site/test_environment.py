"""An invalid setting stops the start with one line that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.exceptions import ImproperlyConfigured

from hstf_site.settings import environment, services

ROOT = Path(site_settings.BASE_DIR)
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "hstf_site.settings.production",
    "SECRET_KEY": "not-a-real-key-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "hstf.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "PUBLIC_URL": "https://hstf.example.org/",
}


@pytest.fixture
def given(monkeypatch):
    """Set one variable and read it."""

    def read(reader, value, **options):
        monkeypatch.setenv("NAME", value)
        return reader("NAME", **options)

    return read


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.gov, b.gov", ["a.gov", "b.gov"]),
        (" A.gov ,, www.b-c.gov,", ["a.gov", "www.b-c.gov"]),
        ("127.0.0.1,[::1]", ["127.0.0.1", "[::1]"]),
        (" ", []),
        (",", []),
    ],
)
def test_hosts_are_trimmed_and_empty_entries_dropped(given, value, expected):
    assert given(environment.hosts, value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "https://a.gov",
        "a.gov:443",
        "a.gov/",
        "a.gov b.gov",
        "a.gov;b.gov",
        "a_b.gov",
        "a..gov",
        "a.gov.",
        "-a.gov",
        "ä.gov",
        "'a.gov'",
        "*.a.gov",
        "::1",
    ],
)
def test_what_no_browser_could_ask_for_is_no_host(given, value):
    with pytest.raises(ImproperlyConfigured, match="NAME must name hosts"):
        given(environment.hosts, value)


@pytest.mark.parametrize("value", ["a.gov,b.gov", ".a.gov", "*", "a.gov:80"])
def test_one_host_is_one_host(given, value):
    with pytest.raises(ImproperlyConfigured, match="NAME must name"):
        given(environment.host, value)


@pytest.mark.parametrize("word", ["true", "On", " YES ", "1", "y"])
def test_yes_in_any_of_its_words(given, word):
    assert given(environment.flag, word, default=False) is True


@pytest.mark.parametrize("word", ["false", "off", "No", "0", "n"])
def test_no_in_any_of_its_words(given, word):
    assert given(environment.flag, word, default=True) is False


@pytest.mark.parametrize("word", ["maybe", "ja", "treu", "2", "-1", "true,false"])
def test_neither_yes_nor_no_is_refused(given, word):
    with pytest.raises(ImproperlyConfigured, match="NAME must be true or false"):
        given(environment.flag, word, default=False)


def test_blank_is_not_set(given):
    assert given(environment.flag, " ", default=True) is True
    assert given(environment.number, "", default=90) == 90
    assert given(environment.text, " ", default="words") == "words"
    assert given(environment.address, "", default="http://localhost") == (
        "http://localhost"
    )


@pytest.mark.parametrize(
    "value", ["abc", "-1", "1.5", "1_000", "1,000", "\uff11\uff12", "0x1F"]
)
def test_what_is_no_number_is_refused(given, value):
    with pytest.raises(ImproperlyConfigured, match="NAME must be a whole number"):
        given(environment.number, value, default=1)


def test_number_keeps_its_bounds(given):
    bounds = {"default": 8000, "least": 1, "most": 65_535}

    assert given(environment.number, " 65535 ", **bounds) == 65_535
    for value in ("0", "65536"):
        with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
            given(environment.number, value, **bounds)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://a.gov", "https://a.gov"),
        (" https://A.gov/ ", "https://a.gov"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_address_is_a_scheme_and_a_host(given, value, expected):
    assert given(environment.address, value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "a.gov",
        "https://a.gov/site",
        "https://a.gov?",
        "https://a.gov#top",
        "https://user@a.gov",
        "ftp://a.gov",
        "https://",
        "https:/a.gov",
        "https://a.gov:port",
        "https://a.gov, https://b.gov",
    ],
)
def test_other_addresses_are_refused(given, value):
    with pytest.raises(ImproperlyConfigured, match="NAME must be a scheme and a host"):
        given(environment.address, value)


def test_each_varnish_is_asked_over_http(given):
    told = given(environment.addresses, "http://a:6081/, http://b:6081", scheme="http")

    assert told == ["http://a:6081", "http://b:6081"]
    with pytest.raises(ImproperlyConfigured, match="NAME must begin with http://"):
        given(environment.addresses, "https://a:6081", scheme="http")


def test_files_and_folders_must_be_some(given, tmp_path):
    file = tmp_path / "file"
    file.touch()

    assert given(environment.file, str(file)) == str(file)
    assert given(environment.folder, str(tmp_path / "new"), default=tmp_path)
    with pytest.raises(ImproperlyConfigured, match="NAME must be a file"):
        given(environment.file, str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="NAME must be a folder"):
        given(environment.folder, str(file), default=tmp_path)


# Services


def database(name):
    return services.database(name, "none")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "postgres://user:p%23%2F%3F%40%25%3Aw@db.example.org:5433/hstf",
            {"HOST": "db.example.org", "PORT": 5433, "PASSWORD": "p#/?@%:w"},
        ),
        # An @ in a password is unambiguous: the last one ends it.
        ("postgres://u:p@ss@db.example.org/hstf", {"HOST": "db.example.org"}),
        ("postgres:///hstf", {"HOST": "", "NAME": "hstf"}),
        ("postgres://u@/hstf?host=/run/pg", {"OPTIONS": {"host": "/run/pg"}}),
        ("postgres:////run/pg/hstf", {"HOST": "/run/pg", "NAME": "hstf"}),
        ("postgresql://a,b:5433/hstf?sslmode=require", {"HOST": "a,b"}),
        ("postgres:///hstf?CONN_MAX_AGE=0", {"CONN_MAX_AGE": 0}),
        ("sqlite:////srv/db.sqlite3", {"NAME": "/srv/db.sqlite3"}),
        ("sqlite:///var/a%2Bb.sqlite3", {"NAME": "var/a+b.sqlite3"}),
        ("sqlite://:memory:", {"NAME": ":memory:"}),
    ],
)
def test_database_is_where_the_address_says(given, value, expected):
    assert given(database, value).items() >= expected.items()


SECRET = "s3cret"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    "value",
    [
        f"postgres://user:{SECRET}#1@db.example.org/hstf",
        f"postgres://user:{SECRET}/1@db.example.org/hstf",
        f"postgres://user:{SECRET}?1@db.example.org/hstf",
        f"postgres://user:12/{SECRET}@db.example.org/hstf",
        f"postgres://user:12?{SECRET}@db.example.org/hstf",
        f"postgres://user:12#{SECRET}@db.example.org/hstf",
        f"postgres://user:[{SECRET}@db.example.org/hstf",
        f"postgres://user:{SECRET} 1@db.example.org/hstf",
        f"postgres://user:{SECRET}@db.example.org",
        f"postgres://user:{SECRET}@db.example.org/",
        f"postgres://user:{SECRET}@db.example.org/a/b",
        f"postgres://user:{SECRET}@db.example.org/a+b",
        f"postgres://user:{SECRET}@db.example.org:port/hstf",
        f"postgres://user:{SECRET}@db.example.org/hstf?sslmod=require",
        f"postgres://user:{SECRET}@db.example.org/hstf?sslmode",
        f"postgres://user:{SECRET}@db.example.org/hstf?conn_max_age=long",
        f"postgre://user:{SECRET}@db.example.org/hstf",
        f"mysql://user:{SECRET}@db.example.org/hstf",
        f"/srv/{SECRET}.sqlite3",
        f"sqlite://srv/{SECRET}.sqlite3",
        "sqlite:///",
        "sqlite://",
        f"sqlite:////srv/{SECRET}/",
        f"sqlite:////srv/a+b/{SECRET}",
        f"sqlite:////srv/{SECRET}?mode=ro",
    ],
)
def test_address_of_a_database_that_could_lead_elsewhere_is_refused(given, value):
    with pytest.raises(ImproperlyConfigured, match=r"^NAME \w") as refused:
        given(database, value)

    assert SECRET not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_mail_goes_where_the_address_says_or_nowhere(given):
    told = given(services.mail, "smtp+tls://user:p%23w@mail.example.org:587")

    assert told["EMAIL_HOST"] == "mail.example.org"
    assert told["EMAIL_HOST_PASSWORD"] == "p#w"  # noqa: S105 - nobody's
    assert told["EMAIL_USE_TLS"] is True
    assert given(services.mail, "")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    "value",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        f"smtp://user:{SECRET}#1@mail.example.org",
        f"smtp://user:{SECRET}/1@mail.example.org",
        f"smtp://user:12?{SECRET}@mail.example.org",
        f"smtp://user:{SECRET}@mail.example.org/?tls=true",
    ],
)
def test_address_for_mail_that_could_lead_elsewhere_is_refused(given, value):
    with pytest.raises(ImproperlyConfigured, match=r"^NAME \w") as refused:
        given(services.mail, value)

    assert SECRET not in str(refused.value)


# The start


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "manage.py", "check"],
        [sys.executable, "manage.py", "migrate"],
        ["bin/serve-public"],
    ],
    ids=" ".join,
)
def test_wrong_setting_stops_the_start_in_one_line(command):
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, "HSTS_SECONDS": "abc"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "Wrong setting: HSTS_SECONDS must be a whole number of 0 or more, not 'abc'"
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"HOST": "nowhere.example.org"},
        {"PORT": "8o00"},
        {"PORT": "99999"},
        {"WORKERS": "two"},
        {"THREADS": "0"},
        {"DATABASE_LOCK_SECONDS": "10"},  # as long as a statement may take
        {"LOG_LEVEL": "loud"},
    ],
    ids=str,
)
def test_wrong_setting_of_the_server_stops_the_start_in_one_line(wrong):
    done = subprocess.run(
        [sys.executable, "-m", "hstf_site.settings"],  # as bin/serve-public does
        cwd=ROOT,
        env=os.environ | ENVIRONMENT | wrong,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Wrong setting: {next(iter(wrong))} must be ")


def test_database_that_cannot_be_used_is_said_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=ROOT,
        env=os.environ
        | ENVIRONMENT
        | {
            "DATABASE_URL": f"postgres://user:{SECRET}@/hstf?host={tmp_path}",
            "VAR_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("Database: ")
    assert str(tmp_path) in line
    assert SECRET not in line


def test_readme_lists_every_setting_and_no_other():
    table = (ROOT / "README.md").read_text().split("## Settings")[1].split("## Lay")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    modules = (ROOT / "hstf_site" / "settings").glob("*.py")
    read = set(
        re.findall(
            r'\b(?:env|services)\.\w+\(\s*"([A-Z_]+)"',
            "".join(module.read_text() for module in modules),
        )
    )
    scripts = [ROOT / "bin" / name for name in ("serve", "serve-public")]
    read |= set(
        re.findall(
            r"\$\{?([A-Z_]+)\b", "".join(script.read_text() for script in scripts)
        )
    )

    assert listed == read - {"DJANGO_SETTINGS_MODULE", "PYTHON", "TEXT"}
