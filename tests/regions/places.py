"""All places of the fixtures, inserted into the test database at once."""

import csv
from pathlib import Path

from regions.models import Jurisdiction
from tests.factories import SourceFactory

FIXTURE = Path(__file__).parents[2] / "fixtures" / "jurisdictions.csv"
with FIXTURE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
CIVIL = [(row["name"], row["code"]) for row in ROWS if row["kind"] != "military"]


def make_places():
    source = SourceFactory()
    Jurisdiction.objects.bulk_create(
        Jurisdiction(
            slug=row["key"],
            name=row["name"],
            code=row["code"],
            fips=row["fips"] or None,
            kind=row["kind"],
            is_listed=row["is_listed"] == "true",
            source=source,
        )
        for row in ROWS
    )
