"""The upload form for documents: a file must be what its name says."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm

from core.disk import refuse_without_room
from sources.office import MAIN_PART, check_office_file
from sources.pdf import check_pdf
from sources.refusals import not_what_it_says
from sources.uploads import extension_of, safe_name

# What no text contains: NUL, and other control characters.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class CheckedDocumentForm(BaseDocumentForm):
    """Wagtail's form, with our own checks of the file."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check(file)
            refuse_without_room(file.size)
            file.name = safe_name(file.name)
        return file

    def add_error(self, field: str | None, error: Any) -> None:
        # Without the rejected file, its record would complain about an empty name.
        refused = getattr(error, "error_dict", {}) if "file" in self.errors else {}
        refused.pop("file", None)
        super().add_error(field, error)


def check(file: File[bytes]) -> None:
    """Reject a file whose content does not match its extension."""
    kind = extension_of(file.name or "")
    try:
        if kind == "pdf":
            check_pdf(file.read())
        elif kind in {"csv", "txt"}:
            check_text(file)
        elif kind in {"odt", *MAIN_PART}:
            check_office_file(file, kind)
        # All other types are rejected by their name.
    finally:
        file.seek(0)


def check_text(file: File[bytes]) -> None:
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(
            gettext(
                "This text cannot be read on every computer. Save it again with the "
                "encoding “UTF-8”, and upload the new file."
            ),
            code="not_utf8",
        ) from error
    if CONTROLS.search(text):
        raise not_what_it_says(gettext("plain text"))
