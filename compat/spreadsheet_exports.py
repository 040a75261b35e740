"""
A rule for every cell of text in the CSV files that Wagtail's lists and reports write.

Works around: they share one mixin, and nothing can be set for all of them. A draft's
title would run as a formula on the machine of whoever downloads the site's history. In
XLSX files, Wagtail itself marks each cell as text.
Upstream: https://github.com/wagtail/wagtail/issues/3466 (it will not do so)
Seen in: Wagtail 7.4.4
Delete when: Wagtail has a setting for it.
"""

from collections.abc import Callable
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin


def install(guard: Callable[[str], str]) -> None:
    plain = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(
        self: Any, field: str, value: Any, export_format: str
    ) -> Any:
        cell = plain(self, field, value, export_format)
        is_text = export_format == self.FORMAT_CSV and isinstance(cell, str)
        return guard(cell) if is_text else cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
