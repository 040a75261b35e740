"""The form with which editors add a document: the file must be what its name says."""

import re
from itertools import accumulate
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm

from core.disk import refuse_without_room
from sources.uploads import extension_of, safe_name

# What no text has: NUL, and other signs that only machines write.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A packed file says how much is in it; a small one can claim to fill the disk.
MOST_PARTS = 5_000
MOST_UNPACKED = 250 * 1024 * 1024
# Each kind of office file has one part that no other has.
MAIN_PART = {
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
PROGRAM = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/.*)$|^(basic|scripts)/"
)


class CheckedDocumentForm(BaseDocumentForm):
    """Wagtail's form, with our own checks of the file."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check(file)
            refuse_without_room(file.size)
            file.name = safe_name(file.name)
        return file


def check(file: File[bytes]) -> None:
    """Refuse a file whose content is not of the kind that its name ends in."""
    kind = extension_of(file.name or "")
    try:
        if kind == "pdf":
            check_pdf(file)
        elif kind in {"csv", "txt"}:
            check_text(file)
        elif kind in {"odt", *MAIN_PART}:
            check_office_file(file, kind)
        # All other kinds are refused by their name.
    finally:
        file.seek(0)


def check_pdf(file: File[bytes]) -> None:
    content = file.read()
    if not content.startswith(b"%PDF-"):
        raise not_what_it_says("PDF")
    # Nothing may be hidden behind the end.
    if not content.rstrip(b"\0\t\n\r ").endswith(b"%%EOF"):
        raise damaged()


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


def check_office_file(file: File[bytes], kind: str) -> None:
    # Its parts are packed together, and nothing may stand before them.
    if file.read(4) != b"PK\x03\x04":
        raise not_what_it_says(kind.upper())
    try:
        with ZipFile(file) as packed:
            check_parts(packed, kind)
    except (
        BadZipFile,
        NotImplementedError,  # how zipfile says that it cannot unpack it
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise damaged() from error


def check_parts(packed: ZipFile, kind: str) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    unpacked = accumulate(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or any(size > MOST_UNPACKED for size in unpacked):
        raise ValidationError(
            gettext("There is too much in this file. Save a smaller one."),
            code="too_much_inside",
        )
    if any(PROGRAM.search(name.lower()) for name in names):
        raise ValidationError(
            gettext(
                "There is a program (a macro) in this file. Save it again without "
                "macros, and upload the new file."
            ),
            code="program_inside",
        )
    if kind == "odt":
        is_so = "mimetype" in names and packed.read("mimetype") == OPEN_DOCUMENT
    else:
        is_so = {"[Content_Types].xml", MAIN_PART[kind]} <= names
    if not is_so:
        raise not_what_it_says(kind.upper())


def not_what_it_says(kind: str) -> ValidationError:
    return ValidationError(
        gettext(
            "By its name this file is %(kind)s, but its content is something else. "
            "Save it again from the program it was made with, and upload the new file."
        ),
        code="wrong_content",
        params={"kind": kind},
    )


def damaged() -> ValidationError:
    return ValidationError(
        gettext(
            "This file is damaged, or more than a document. Save it again from the "
            "program it was made with, and upload the new file."
        ),
        code="damaged",
    )
