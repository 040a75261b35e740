"""Pages rendered per request, against a plain Wagtail page on the same server."""

from pathlib import Path

from benchmarks.load import Target, in_turns
from benchmarks.programs import granian, program, say
from benchmarks.site import make_site, run_inside
from benchmarks.table import Measurement, compare

PAGES = {
    "home": ("/", "≥ 4"),
    "record": ("/record/", "≥ 4"),
    "directory": ("/regions/", "≥ 4"),
    "search": ("/search/?q=fentanyl", "≥ 4"),
    "search, misspelled": ("/search/?q=fentynal+siezed", "≥ 4"),
    "search, a question": ("/search/?q=who+is+in+charge+of+hstf", "≥ 4"),
    "search, a place": ("/search/?q=el+paso", ""),
    # The smallest page of this site: the minimum cost of any page.
    "empty search form": ("/search/", ""),
}
QUERIES = 43
CONNECTIONS = 4  # each worker renders two pages at once; more would only wait


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    program("wrk", "wrk")
    settings = make_site(folder.parent / "site")
    plain = {
        "PLAIN_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "benchmarks.plain_wagtail.settings",
    }
    number = int(run_inside(plain, "benchmarks.plain_wagtail.fill"))
    if number != QUERIES:
        raise SystemExit(f"The plain page takes {number} queries, not {QUERIES}")
    with (
        granian("hstf_site.wsgi:site", settings) as site,
        granian("benchmarks.plain_wagtail.wsgi:application", plain) as other,
    ):
        targets = {"plain": Target(other, "/")}
        targets |= {name: Target(site, path) for name, (path, _goal) in PAGES.items()}
        say("  without the page cache")
        found = in_turns(targets, rounds, seconds * 2, CONNECTIONS)
    return [
        compare(
            f"Uncached {name}; plain Wagtail page of {QUERIES} queries",
            found[name],
            found["plain"],
            goal,
        )
        for name, (_path, goal) in PAGES.items()
    ]
