"""Writes a list as a CSV file that a spreadsheet reads safely."""

from core.csv_cells import as_csv
from imports.base import DirectoryResource


def template(resource_class: type[DirectoryResource]) -> str:
    return as_csv([resource_class.columns()])


def export(resource_class: type[DirectoryResource]) -> str:
    """Write what is on the site; reading it back changes nothing."""
    resource = resource_class()
    dataset = resource.export(resource.on_the_site())
    return as_csv([dataset.headers, *([str(cell) for cell in row] for row in dataset)])
