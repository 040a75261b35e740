"""Cached pages against files from nginx, a bare function, and through Varnish."""

import json
from contextlib import ExitStack
from pathlib import Path

from benchmarks.load import BROWSER, Target, in_turns
from benchmarks.programs import NO_RULES, get, granian, nginx, program, say, varnish
from benchmarks.site import make_site
from benchmarks.table import Measurement, compare

PAGES = {"home": "/", "directory": "/regions/"}
# What is measured and who serves it; compared with what; the goal. Without a goal, they
# show what the server and Varnish can reach at best.
COMPARED = [
    # Its goal holds where the bare function itself reaches 0.8.
    ("Cached", "site", "nginx, same bytes from disk", "nginx", "≥ 0.7"),
    ("Cached", "site", "bare function, same server", "bare", "≥ 0.9"),
    ("Bare function for the", "bare", "nginx", "nginx", ""),
    ("Through Varnish, cached", "varnish", "nginx", "nginx", "≥ 0.9"),
    ("Varnish with built-in rules,", "built-in rules", "nginx", "nginx", ""),
]
# Written by the server itself, or different for each.
OWN = {"connection", "content-length", "content-type", "date", "server"}


def keep_answers(folder: Path, port: int) -> dict[str, dict[str, str]]:
    """Write responses to files, and return the headers of each URL."""
    folder.mkdir()
    told, found = {}, {}
    for name, path in PAGES.items():
        status, headers, body = get(port, path, **BROWSER)
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
        (folder / name).write_bytes(body)
        sent = [
            (k, v) for k, v in headers.items() if k.lower() not in {"date", "server"}
        ]
        told[path] = {"headers": sent, "file": name}
        found[path] = {k: v for k, v in headers.items() if k.lower() not in OWN}
        encoding = headers.get("content-encoding", "no encoding")
        say(f"  {path}: {len(body):,} bytes with {encoding}")
    (folder / "headers.json").write_text(json.dumps(told))
    return found


def nginx_headers(headers: dict[str, str]) -> str:
    """Write headers for nginx, which itself sets the two of a file."""
    by_itself = {"etag", "last-modified"}
    return " ".join(
        f'add_header {name} "{value.replace(chr(34), chr(92) + chr(34))}";'
        for name, value in headers.items()
        if name.lower() not in by_itself
    )


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    for name, package in [
        ("wrk", "wrk"),
        ("nginx", "nginx-light"),
        ("varnishd", "varnish"),
    ]:
        program(name, package)
    settings = make_site(folder.parent / "site")
    with ExitStack() as stack:
        site = stack.enter_context(granian("hstf_site.wsgi:application", settings))
        headers = keep_answers(folder / "answers", site)
        paths = {path: folder / "answers" / name for name, path in PAGES.items()}
        disk = stack.enter_context(
            nginx(folder / "nginx", paths, nginx_headers(headers["/"]))
        )
        told = {"BARE_FOLDER": str(folder / "answers")}
        bare = stack.enter_context(granian("benchmarks.bare:application", told))
        edge = stack.enter_context(varnish(folder / "varnish", site))
        built_in = stack.enter_context(varnish(folder / "as-it-comes", bare, NO_RULES))
        ports = {"site": site, "nginx": disk, "bare": bare, "varnish": edge}
        ports["built-in rules"] = built_in
        rows = []
        for name, path in PAGES.items():
            targets = {who: Target(port, path, BROWSER) for who, port in ports.items()}
            say(f"  {name}")
            found = in_turns(targets, rounds, seconds)
            rows += [
                compare(
                    f"{what} {name} page; {other}",
                    found[one],
                    found[another],
                    goal,
                )
                for what, one, other, another, goal in COMPARED
            ]
        return rows
