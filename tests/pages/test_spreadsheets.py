"""Whatever the admin writes as a spreadsheet: no cell of it starts a formula."""

import csv
import io

import openpyxl
import pytest
from django.urls import get_resolver, reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from core.csv_cells import FORMULA
from pages.models import StandardPage

pytestmark = pytest.mark.django_db

TITLE = '=HYPERLINK("https://example.org/","Open")'


def exporting(patterns, start="/"):
    """Return the URL of each view that can export a spreadsheet."""
    for pattern in patterns:
        address = start + str(pattern.pattern).lstrip("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from exporting(pattern.url_patterns, address)
            continue
        view = getattr(pattern.callback, "view_class", object)
        if issubclass(view, SpreadsheetExportMixin) and "<" not in address:
            yield address


def addresses():
    return [each for each in exporting(get_resolver().url_patterns) if "(" not in each]


@pytest.fixture
def drafted(home, editor):
    """A draft, a log entry and a redirect whose words a spreadsheet would run."""
    page = StandardPage(title=TITLE, slug="draft", live=False)
    page.locked, page.locked_by = True, editor
    home.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)
    log(page, "wagtail.edit", user=editor)
    Redirect.objects.create(old_path="/a", redirect_link=f"/{TITLE}")
    editor.first_name, editor.last_name = "@SUM(1+1)", "x"
    editor.save()
    return page


def cells_of_csv(content):
    text = content.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_there_are_the_exports_that_the_test_is_about():
    assert reverse("wagtailadmin_reports:site_history") in addresses()
    assert len(addresses()) > 8


def test_no_cell_of_a_csv_file_starts_a_formula(admin, drafted):
    marked = set()
    for address in addresses():
        response = admin.get(f"{address}?export=csv")
        if response.headers["Content-Type"] != "text/csv":
            continue  # a list without columns to export
        for cell in cells_of_csv(response.getvalue()):
            assert cell.startswith("'") or not FORMULA.match(cell), (address, cell)
            if TITLE in cell:
                marked.add(address)

    assert reverse("wagtailadmin_reports:site_history") in marked
    assert len(marked) > 1


def test_no_cell_of_an_xlsx_file_is_a_formula(admin, drafted):
    address = reverse("wagtailadmin_reports:site_history")
    content = admin.get(f"{address}?export=xlsx").getvalue()

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]

    assert TITLE in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}
