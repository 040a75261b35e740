"""
Reads settings from the environment, and rejects invalid values.

A blank variable counts as unset. An invalid one stops the start with a line that names
it (`ImproperlyConfigured`); a guess would show up later, as something else.
"""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "on", "true", "y", "yes"}
NO = {"0", "off", "false", "n", "no"}
MOST = 2**31 - 1
NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"\.?({NAME}\.)*{NAME}|\[[0-9a-f:.]+\]|\*")
ADDRESS = re.compile(rf"(https?)://(({NAME}\.)*{NAME}|\[[0-9a-f:.]+\])(:\d{{1,5}})?/?")


def wrong(name: str, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {why}")


def text(name: str, default: str = "") -> str:
    """Return the value without the spaces around it."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value not in YES | NO | {""}:
        raise wrong(name, f"must be true or false, not {value!r}")
    return value in YES if value else default


def number(name: str, *, default: int, least: int = 0, most: int = MOST) -> int:
    """Return a whole number in bounds; both bounds are allowed values."""
    value = text(name, str(default))
    is_number = value.isascii() and value.isdigit()
    if not (is_number and least <= int(value) <= most):
        bounds = f"of {least} or more" if most == MOST else f"from {least} to {most}"
        raise wrong(name, f"must be a whole number {bounds}, not {value!r}")
    return int(value)


def words(name: str) -> list[str]:
    """Return comma-separated entries, trimmed, without empty ones."""
    return [word for part in text(name).split(",") if (word := part.strip())]


def hosts(name: str) -> list[str]:
    """Return host names in lower case, as `ALLOWED_HOSTS` takes them."""
    found = [each.lower() for each in words(name)]
    for each in found:
        if not HOST.fullmatch(each):
            raise wrong(
                name,
                "must name hosts alone, such as www.x.gov, separated by commas: "
                f"no scheme, port, path or space, as in {each!r}",
            )
    return found


def host(name: str) -> str:
    """Return one host name, or nothing."""
    found = hosts(name)
    if len(found) > 1 or any(each[0] in ".*" for each in found):
        raise wrong(name, f"must name one host, not {text(name)!r}")
    return "".join(found)


def address(name: str, default: str = "") -> str:
    """Return a URL such as https://www.x.gov, without a trailing slash."""
    return checked_address(name, text(name, default))


def addresses(name: str, scheme: str) -> list[str]:
    """Return URLs of one scheme, as written."""
    found = [checked_address(name, each) for each in words(name)]
    for each in found:
        if not each.startswith(f"{scheme}://"):
            raise wrong(name, f"must begin with {scheme}://, unlike {each!r}")
    return found


def checked_address(name: str, value: str) -> str:
    value = value.lower()
    if value and not ADDRESS.fullmatch(value):
        raise wrong(
            name,
            "must be a scheme and a host, such as https://www.x.gov: "
            f"no path, user or question, as in {value!r}",
        )
    return value.rstrip("/")


def file(name: str) -> str:
    """Return the path of an existing file, or nothing."""
    value = text(name)
    if value and not Path(value).is_file():
        raise wrong(name, f"must be a file that can be read; {value!r} is none")
    return value


def folder(name: str, default: Path) -> Path:
    """Return a folder, which may not exist; relative paths start beside `default`."""
    value = default.parent / text(name, str(default))
    if value.exists() and not value.is_dir():
        raise wrong(name, f"must be a folder; {str(value)!r} is none")
    return value
