"""The same pages with 100 and with 100,000 articles, on PostgreSQL."""

import re
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.load import Target, times_in_turns
from benchmarks.more_news import COMMON, WORD
from benchmarks.programs import get, granian, postgres, postgres_programs, say
from benchmarks.site import make_site, manage, run_inside
from benchmarks.table import Measurement, compare

FEW, MANY = 100, 100_000
REQUESTS = 15
PAGES = {
    "home": ("/", "≤ 1.25"),
    "news index": ("/news/", "≤ 1.25"),
    "Atom feed": ("/news/atom/", "≤ 1.25"),
    "sitemap, one part": ("/sitemap-1.xml", "≤ 1.25"),
    "search, a rare word": (f"/search/?q={WORD}", "≤ 1.25"),
    "search, a word of every article": (f"/search/?q={COMMON[0]}", "≤ 1.25"),
    "search, five words of every article": (
        f"/search/?q={'+'.join(COMMON)}",
        "≤ 1.25",
    ),
    "search, a misspelled word": (f"/search/?q={WORD[:-3]}hsi", "≤ 1.25"),
    "search, a misspelled word of every article": (
        f"/search/?q={COMMON[0]}r",
        "",
    ),
    "FAQ index of 500 questions": ("/faq/", ""),
}
MILLISECONDS = "{:,.0f} ms"


def memory_of(port: int) -> float:
    """Return the megabytes of the largest process started by a port's server."""
    sizes = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            status = (folder / "status").read_text(encoding="utf-8")
            told = dict(re.findall(r"^(PPid|VmRSS):\s+(\d+)", status, re.MULTILINE))
            parent = Path(f"/proc/{told['PPid']}/cmdline").read_bytes()
            if str(port).encode() in parent.split(b"\0"):
                sizes.append(int(told.get("VmRSS", 0)))
    return max(sizes) / 1024


def editor_of(settings: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the path of the admin's list of articles, and an editor's cookie."""
    told = run_inside(settings, "benchmarks.signed_in").splitlines()
    key, path = told[-2:]  # after the audit log's lines
    return path, {"Cookie": f"__Host-session={key}"}


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    postgres_programs()
    with postgres() as address:
        small = make_site(folder / "site", f"{address}/postgres")
        small["REQUIRE_SECOND_FACTOR"] = "false"  # its cost is not measured
        run_inside(small, "benchmarks.more_news", str(FEW))
        say(f"  adding {MANY:,} articles")
        bin_folder = postgres_programs()
        subprocess.run(  # noqa: S603, all of it is ours
            [
                bin_folder / "psql",
                f"{address}/template1",
                "-qc",
                "CREATE DATABASE large TEMPLATE postgres",
            ],
            check=True,
        )
        # An index of its own, as the name of the other one is the same.
        large = small | {"DATABASE_URL": f"{address}/large"}
        run_inside(large, "benchmarks.more_news", str(MANY))
        rows = [indexed(small, FEW), indexed(large, MANY)]
        path, cookie = editor_of(small)
        _path, other = editor_of(large)
        app = "hstf_site.wsgi:site"
        with granian(app, small, 1) as few, granian(app, large, 1) as many:
            pairs = {
                name: (Target(few, where), Target(many, where), goal)
                for name, (where, goal) in PAGES.items()
            }
            pairs["the admin's list of articles"] = (
                Target(few, path, cookie),
                Target(many, path, other),
                "",
            )
            rows += [compared(name, *pair) for name, pair in pairs.items()]
            rows.append(
                Measurement(
                    "Memory of a worker after that",
                    f"{memory_of(many):,.0f} MB",
                    f"{memory_of(few):,.0f} MB",
                    memory_of(many) / memory_of(few),
                )
            )
    return rows


def indexed(settings: dict[str, str], articles: int) -> Measurement:
    """Build the index of the search, as a new machine does."""
    start = time.monotonic()
    manage(settings, "build_search_index")
    seconds = time.monotonic() - start
    files = (Path(settings["VAR_DIR"]) / "search").rglob("*")
    size = sum(file.stat().st_size for file in files if file.is_file())
    return Measurement(
        f"Index of the search with {articles:,} articles: built, with its command",
        f"{seconds:,.1f} s",
        f"{size / 1e6:,.0f} MB",
    )


def articles_found(target: Target) -> int:
    """Return how many articles the first page of a search names."""
    _status, _headers, body = get(target.port, target.path)
    return body.count(b'href="/news/news-')


def compared(name: str, few: Target, many: Target, goal: str) -> Measurement:
    if name.startswith("search"):
        articles = [articles_found(each) for each in (few, many)]
        say(f"  {name}: finds {articles} articles")
    found = times_in_turns({"few": few, "many": many}, REQUESTS)
    row = compare(
        f"p50 with {MANY:,} articles; with {FEW}: {name}",
        found["many"],
        found["few"],
        goal,
        MILLISECONDS,
    )
    say(f"  {name}: {row.measured}, {row.compared}")
    return row
