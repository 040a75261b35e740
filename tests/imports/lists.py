"""Lists to import, as an editor would make them. Every name and number is invented."""

from imports.importers import IMPORTERS
from regions.models import Jurisdiction
from tests.factories import JurisdictionFactory, SourceFactory

TASK_FORCES = IMPORTERS["task-forces"]
OFFICES = IMPORTERS["partner-offices"]
CONTACTS = IMPORTERS["contacts"]


def places_and_source():
    """Make what every list refers to: two jurisdictions and a source."""
    source = SourceFactory(slug="example-letter")
    JurisdictionFactory(source=source)
    JurisdictionFactory(name="Louisiana", code="LA", fips="22", source=source)
    return source


def place(code):
    return Jurisdiction.objects.get(code=code)


def as_text(importer, rows, delimiter=","):
    """Write rows as a file; columns that a row leaves out are empty."""
    columns = importer.names()
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, unknown
    lines = [delimiter.join(columns)]
    for row in rows:
        cells = [str(row.get(name, "")).replace('"', '""') for name in columns]
        lines.append(delimiter.join(f'"{cell}"' for cell in cells))
    return "\n".join(lines) + "\n"


def as_file(importer, rows, delimiter=","):
    return as_text(importer, rows, delimiter).encode()


def task_force(number=1, **cells):
    return {
        "id": f"example-{number}",
        "name": f"Example task force {number}",
        "type": "regional",
        "status": "documented",
        "city": f"Example City {number}",
        "state": "TX",
        "source": "example-letter",
        **cells,
    }


def contact(number=1, **cells):
    return {
        "id": f"example-{number}-phone",
        "task_force": f"example-{number}",
        "kind": "phone",
        "value": f"(202) 555-01{number:02}",
        "audience": "law_enforcement",
        "source": "example-letter",
        **cells,
    }


def all_task_forces():
    """Return 30 regional task forces and 29 satellites, which are listed first."""
    satellites = [
        task_force(
            number, type="satellite", parent=f"example-{number - 30}", covers="LA"
        )
        for number in range(31, 60)
    ]
    regional = [
        task_force(number, covers="TX (southeast Texas); LA", note="One.\nTwo.")
        for number in range(1, 31)
    ]
    return [*satellites, *regional]


def all_contacts():
    return [contact(number) for number in range(1, 60)]
