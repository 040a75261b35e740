"""Run an import without the admin, and read its report."""

from imports.history import Origin
from imports.reading import read_table
from tests.imports.lists import as_file


def run(importer, content, **options):
    if isinstance(content, list):
        content = as_file(importer, content)
    table = read_table(content, importer.names())
    expected = options.pop("expected", None)
    origin = Origin(options.pop("file_name", "list.csv"), options.pop("user", None))
    options = {"saves": True, "origin": origin} | options
    return importer(**options).run(table, expected)


def counts(report):
    assert report.mistakes == []
    return (
        len(report.added),
        len(report.changed),
        len(report.removed),
        report.unchanged,
    )


def changes(report):
    (outcome,) = report.changed
    return outcome.changes
