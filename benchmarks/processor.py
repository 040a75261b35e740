"""The processor time of pages made anew, against a plain Wagtail page."""

from pathlib import Path

from benchmarks.growth import FEW
from benchmarks.programs import postgres, say
from benchmarks.site import make_site, run_inside
from benchmarks.table import Measurement, compare

# Goals: half of what the first three took in November 2026, and a fifth of the last.
PAGES = {
    "home": ("/", "≤ 0.93"),
    "record": ("/record/", "≤ 0.93"),
    "directory": ("/regions/", "≤ 1.16"),
    "place": ("/regions/texas/", ""),
    "figure": ("/record/hstf-arrests/", ""),
    "search": ("/search/?q=fentanyl", ""),
    "FAQ index of 500 questions": ("/faq/", "≤ 8.6"),
}
MILLISECONDS = "{:,.1f} ms"


def times(settings: dict[str, str], application: str, *paths: str) -> list[float]:
    told = run_inside(settings, "benchmarks.one_process", application, *paths)
    return [float(line) for line in told.splitlines()[-len(paths) :]]


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    del seconds  # each page is rendered a fixed number of times
    plain = {
        "PLAIN_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "benchmarks.plain_wagtail.settings",
    }
    run_inside(plain, "benchmarks.plain_wagtail.fill")
    found: dict[str, list[float]] = {name: [] for name in PAGES}
    others: list[float] = []
    paths = [path for path, _goal in PAGES.values()]
    with postgres() as address:
        site = make_site(folder / "site", f"{address}/postgres")
        run_inside(site, "benchmarks.more_news", str(FEW))
        for number in range(1, rounds + 1):
            others += times(plain, "benchmarks.plain_wagtail.wsgi:application", "/")
            taken = times(site, "hstf_site.wsgi:site", *paths)
            for name, milliseconds in zip(PAGES, taken, strict=True):
                found[name].append(milliseconds)
            say(f"  round {number} of {rounds}: home {found['home'][-1]:.1f} ms")
    return [
        compare(
            f"Processor time of {name}; plain Wagtail page",
            found[name],
            others,
            goal,
            MILLISECONDS,
        )
        for name, (_path, goal) in PAGES.items()
    ]
