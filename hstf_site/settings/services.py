"""
Parses the URLs of the database and the mail server.

An unescaped character in a password shifts the rest of the URL to where it means
something else, and the site would connect elsewhere. Invalid URLs are rejected.
No message repeats the URL: it contains a password.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from environ import Env
from psycopg import ProgrammingError
from psycopg.conninfo import make_conninfo

from hstf_site.settings.environment import text, wrong

ESCAPES = (
    "In its user name and password, write # as %23, % as %25, + as %2B, / as %2F, "
    ": as %3A, ? as %3F, @ as %40, and a space as %20"
)
POSTGRES = {"pgsql", "postgres", "postgresql", "psql"}
# Options that Django reads itself instead of passing them to PostgreSQL.
READ_BY_DJANGO = {
    "assume_role",
    "conn_health_checks",
    "conn_max_age",
    "disable_server_side_cursors",
    "isolation_level",
    "server_side_binding",
}
IN_MEMORY = "sqlite://:memory:"
MAIL = {"smtp", "smtp+ssl", "smtp+tls", "smtps"}
MAIL_NOWHERE = {"consolemail", "dummymail", "memorymail"}


def split(name: str) -> SplitResult:
    """Parse the URL; reject it if a character in its password splits it."""
    value = text(name)
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises ValueError if it is none
    except ValueError as error:
        raise wrong(name, f"cannot be read. {ESCAPES}") from error
    if "#" in value or any(sign.isspace() for sign in value):
        raise wrong(name, f"has a # or a space in it. {ESCAPES}")
    if "@" in parts.path + parts.query:
        raise wrong(name, f"has an @ after its first / or ?. {ESCAPES}")
    return parts


def database(name: str, sqlite: Path | str) -> dict[str, Any]:
    """Return Django's database settings; by default, of this SQLite file."""
    value = text(name)
    if not value:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite}
    if value != IN_MEMORY:
        parts = split(name)
        if parts.scheme in POSTGRES:
            check_postgres(name, parts)
        elif parts.scheme == "sqlite":
            check_sqlite(name, parts)
        else:
            raise wrong(name, "must begin with postgres:// or sqlite:///")
    return Env.db_url_config(value)


def check_postgres(name: str, parts: SplitResult) -> None:
    options = options_of(name, parts)
    path = parts.path.removeprefix("/")
    if not path and "service" not in options:
        raise wrong(name, "names no database, as in postgres://user:password@host/name")
    # With two slashes, a folder precedes the name: that of PostgreSQL's socket.
    if "+" in path or ("/" in path and not path.startswith("/")):
        raise wrong(name, "has a + or / in the name of its database: write %2B or %2F")
    asked = {key: value for key, value in options.items() if key not in READ_BY_DJANGO}
    try:
        make_conninfo("", **asked)
    except ProgrammingError as error:
        raise wrong(
            name, f"has an option that PostgreSQL does not know. {ESCAPES}"
        ) from error
    age = options.get("conn_max_age", "0")
    if not age.isdigit():
        raise wrong(name, "has a conn_max_age that is no number of seconds")


def check_sqlite(name: str, parts: SplitResult) -> None:
    path = parts.path.removeprefix("/")
    if parts.netloc or not path or path.endswith("/"):
        raise wrong(
            name,
            "must be sqlite:/// and the path of a file: sqlite:////srv/db.sqlite3",
        )
    if parts.query or "+" in path:
        raise wrong(name, "has a ? or + in its path: write %3F or %2B")


def options_of(name: str, parts: SplitResult) -> dict[str, str]:
    """Return the query parameters, with names in lower case."""
    if not parts.query:
        return {}
    try:
        read = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    except ValueError as error:
        raise wrong(name, f"has options that cannot be read. {ESCAPES}") from error
    return {key.lower(): values[0] for key, values in read.items()}


def mail(name: str) -> dict[str, Any]:
    """Return Django's settings for sending mail; no mail is sent if none are set."""
    parts = split(name) if text(name) else urlsplit("dummymail://")
    if parts.scheme in MAIL:
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise wrong(
                name, f"must be as in smtp+tls://user:password@host:587. {ESCAPES}"
            )
    elif parts.scheme not in MAIL_NOWHERE:
        schemes = ", ".join(f"{each}://" for each in sorted(MAIL))
        raise wrong(name, f"must begin with one of {schemes}")
    return Env.email_url_config(parts.geturl())
