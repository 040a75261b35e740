"""
Measures the look-up with 100 and with 5,000 offices, in a database that is thrown away.

    python -m benchmarks.lookup [--runs 200]

Run it from the top folder. It never touches the database of the site.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

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
    "Office 42",
    "Office",
    "nothing has this name",
]


@contextmanager
def throw_away_database() -> Iterator[None]:
    """Migrate an empty database in memory, and forget it in the end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hstf_site.settings.test"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    import django  # noqa: PLC0415 - reads the lines above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    yield


def fill(number: int) -> None:
    """Bring the offices up to a number; each covers one jurisdiction."""
    from agencies.models import AgencyPage  # noqa: PLC0415
    from regions.models import Jurisdiction, Office, OfficeCoverage  # noqa: PLC0415
    from sources.models import Source  # noqa: PLC0415
    from tests.factories import AgencyPageFactory, HomePageFactory  # noqa: PLC0415
    from tests.regions.places import make_places  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    if not Jurisdiction.objects.exists():
        make_places()
        home = HomePageFactory(parent=Page.get_first_root_node(), slug="site")
        AgencyPageFactory(parent=home)
    places = list(Jurisdiction.objects.all())
    offices = Office.objects.bulk_create(
        Office(
            slug=f"office-{index}",
            name=f"Office {index}",
            agency=AgencyPage.objects.get(),
            city="Austin",
            state=places[index % len(places)],
            source=Source.objects.all()[0],
        )
        for index in range(Office.objects.count(), number)
    )
    OfficeCoverage.objects.bulk_create(
        OfficeCoverage(office=office, jurisdiction=office.state) for office in offices
    )


def median_times(runs: int) -> dict[str, float]:
    """Give the median of each question, in milliseconds."""
    from regions.lookup import look_up  # noqa: PLC0415

    found = {}
    for question in QUESTIONS:
        look_up(question)  # reads the ZIP codes and cities into memory, once
        times = []
        for _ in range(runs):
            start = time.process_time()
            look_up(question)
            times.append((time.process_time() - start) * 1000)
        found[question] = statistics.median(times)
    return found


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--runs", type=int, default=200, help="of each question")
    runs = parser.parse_args(arguments).runs
    with throw_away_database():
        fill(FEW)
        few = median_times(runs)
        fill(MANY)
        many = median_times(runs)
    say = sys.stdout.write
    say(f"{'p50, in milliseconds':26}{FEW:>8,}{MANY:>8,}{'ratio':>8}\n")
    for question in QUESTIONS:
        one, other = few[question], many[question]
        say(f"{question:26}{one:8.2f}{other:8.2f}{other / one:8.2f}\n")
    one, other = statistics.median(few.values()), statistics.median(many.values())
    say(f"{'all questions':26}{one:8.2f}{other:8.2f}{other / one:8.2f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
