"""
Measures the look-up with 100 and with 5,000 offices, in a temporary database.

Also what a process pays once for each generation: to read the directory, and to work
out which offices may be nearest somewhere in a place.

    python -m benchmarks.lookup [--runs 100]

Run it from the top folder. It never touches the database of the site.
"""

import argparse
import io
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import django
from django.core.management import call_command

FEW, MANY = 100, 5_000
QUESTIONS = [
    "Texas",
    "tx",
    "Calif.",
    "Nueva York",
    "77002",
    "20588",
    "99999",
    "Springfield",
    "Springfield, IL",
    "Californa",
    "FBI Albany",
    "FBI near 79901",
    "texas hsi",
    "Albuquerqe",
    "Office 99",
    "Office",
    "nothing has this name",
]


def make_database() -> None:
    """Seed an in-memory database, which ends with this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hstf_site.settings.test"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("seed_site", verbosity=0, stdout=io.StringIO())


def fill(number: int) -> None:
    """Add offices up to a number; each new one covers one jurisdiction."""
    from regions.models import Jurisdiction, Office, OfficeCoverage

    one = Office.objects.all()[0]
    places = list(Jurisdiction.objects.all())
    offices = Office.objects.bulk_create(
        Office(
            slug=f"office-{index}",
            name=f"Office {index}",
            agency_id=one.agency_id,
            city="Austin",
            state=places[index % len(places)],
            source_id=one.source_id,
        )
        for index in range(Office.objects.count(), number)
    )
    OfficeCoverage.objects.bulk_create(
        OfficeCoverage(office=office, jurisdiction=office.state) for office in offices
    )


def median_times(runs: int) -> dict[str, float]:
    """Return the median time of each query and of what comes before, in ms."""
    from django.utils.timezone import localdate

    from finder.known import read_directory
    from finder.look_up import look_up
    from finder.nearest import find_askable
    from page_cache.request_cache import caching_for_request
    from places.loading import load

    load()
    known = read_directory()
    once = {
        "(reading the directory)": read_directory,
        "(nearest in Texas)": lambda: find_askable(known, "TX", localdate()),
    }
    found = {name: median_time(work, 5) for name, work in once.items()}
    with caching_for_request():
        look_up("Texas")  # reads the directory, as one request in each generation does
        for question in QUESTIONS:
            found[question] = median_time(partial(look_up, question), runs)
    return found


def median_time(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Time the look-up.")
    parser.add_argument("--runs", type=int, default=100, help="of each question")
    runs = parser.parse_args(arguments).runs
    make_database()
    fill(FEW)
    few = median_times(runs)
    fill(MANY)
    many = median_times(runs)
    say = sys.stdout.write
    say(f"{'p50, in milliseconds':26}{FEW:>8,}{MANY:>8,}{'ratio':>8}\n")
    for question, one in few.items():
        other = many[question]
        say(f"{question:26}{one:8.2f}{other:8.2f}{other / one:8.2f}\n")
    one, other = (
        statistics.median(each[question] for question in QUESTIONS)
        for each in (few, many)
    )
    say(f"{'all questions':26}{one:8.2f}{other:8.2f}{other / one:8.2f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
