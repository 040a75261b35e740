"""Run an import without the admin, and read its report."""

from imports.models import ImportBatch
from imports.reading import read_table
from tests.imports.lists import as_file


def run(importer, content, **options):
    if isinstance(content, list):
        content = as_file(importer, content)
    rows = read_table(content, importer.names()).rows
    expected = options.pop("expected", None)
    batch = ImportBatch(
        file_name=options.pop("file_name", "list.csv"),
        sent_by=options.pop("user", None),
    )
    options = {"saves": True} | options
    return importer(batch, **options).run(rows, expected)


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
