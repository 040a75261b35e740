"""Versions of a text, compared with the citations and figures that they hold."""

import json
from typing import Any

from django.utils.html import escape
from wagtail.admin.compare import RichTextBlockComparison, diff_text
from wagtail.admin.rich_text import get_rich_text_editor_widget


class ProseComparison(RichTextBlockComparison):
    """Shows a text as the editor does: readers' numbers would tell nothing."""

    def words(self, value: Any) -> str:
        converter = get_rich_text_editor_widget().converter
        state = json.loads(converter.from_database_format(value.source))
        return "\n".join(block["text"] for block in state["blocks"])

    def htmlvalue(self, val: Any) -> Any:
        return escape(self.words(val))

    def htmldiff(self) -> Any:
        return diff_text(self.words(self.val_a), self.words(self.val_b)).to_html()
