"""Writes a list as a CSV file that a spreadsheet reads safely."""

import csv
import io
from collections.abc import Iterable

from core.csv_cells import guard
from imports.base import DirectoryResource


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO(newline="")
    file.write("\ufeff")  # so that spreadsheets read it as UTF-8
    csv.writer(file).writerows([guard(cell) for cell in row] for row in rows)
    return file.getvalue()


def template(resource_class: type[DirectoryResource]) -> str:
    return as_csv([resource_class.columns()])


def export(resource_class: type[DirectoryResource]) -> str:
    """Write what is on the site; reading it back changes nothing."""
    resource = resource_class()
    dataset = resource.export(resource.on_the_site())
    return as_csv([dataset.headers, *([str(cell) for cell in row] for row in dataset)])
