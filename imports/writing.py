"""Write a list as a CSV file: what is on the site, or its columns alone."""

from core.csv_cells import as_csv
from imports.base import DirectoryImporter


def template(importer_class: type[DirectoryImporter]) -> str:
    return as_csv([importer_class.names()])


def export(importer_class: type[DirectoryImporter]) -> str:
    """Write what is on the site; reading it back changes nothing."""
    importer = importer_class()
    records = importer.get_queryset().filter(live=True)
    nothing_to_remove = [""]
    rows = ([*importer.cells(each).values(), *nothing_to_remove] for each in records)
    return as_csv([importer.names(), *rows])
