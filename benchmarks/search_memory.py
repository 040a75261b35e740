"""
What a process pays for the index of the search, in memory.

Run as a module, in a process of its own, it prints megabytes.
"""

import sys
from importlib import import_module
from pathlib import Path

import django

from benchmarks.place_data import memory
from benchmarks.programs import say
from benchmarks.site import make_site, manage, run_inside
from benchmarks.table import Measurement

MOST_MEGABYTES = 40
SEARCHES = [
    *("fentanyl", "fentynal siezed", "who is in charge", "3266", "ayuda", "ms13"),
    *("report a trafficker", "press contact", "task force", "federal agents record"),
]
TIMES = 3


def megabytes() -> float:
    """Open the index and search in it, and return what that and the engine take."""
    start = memory()
    import_module("tantivy")

    engine = memory() - start
    # What every process has, whether anybody searches or not.
    django.setup()
    import_module("hstf_site.wsgi")
    from search.finding import find

    before = memory()
    for text in SEARCHES * TIMES:
        if not find(text).hits:
            raise SystemExit(f"{text} finds nothing")
    return engine + memory() - before


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    del seconds  # each process searches a fixed number of times
    settings = make_site(folder.parent / "site")
    manage(settings, "build_search_index")
    found = [
        float(run_inside(settings, "benchmarks.search_memory").split()[-1])
        for _ in range(rounds)
    ]
    say(f"  {max(found):.1f} MB")
    return [
        Measurement(
            "Index of the search in a process: memory, at worst",
            f"{max(found):.1f} MB",
            f"{MOST_MEGABYTES} MB",
            max(found) / MOST_MEGABYTES,
            "≤ 1",
        )
    ]


if __name__ == "__main__":
    sys.stdout.write(f"{megabytes()}\n")
