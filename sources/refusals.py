"""Why a document is rejected, and what its editor can do about it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext


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


def too_much_inside() -> ValidationError:
    return ValidationError(
        gettext("There is too much in this file. Save a smaller one."),
        code="too_much_inside",
    )


def has_password() -> ValidationError:
    return ValidationError(
        gettext(
            "This file is protected with a password, so nobody can check it, and some "
            "readers cannot open it. Save it without protection, and upload the new "
            "file."
        ),
        code="has_password",
    )


def program_inside() -> ValidationError:
    return ValidationError(
        gettext(
            "There is a program (a macro) in this file. Save it again without macros, "
            "or as a PDF, and upload the new file."
        ),
        code="program_inside",
    )


def file_inside() -> ValidationError:
    return ValidationError(
        gettext(
            "Another file is embedded in this one. Remove it, or save the document as "
            "a PDF, and upload the new file."
        ),
        code="file_inside",
    )


def part_elsewhere(where: str) -> ValidationError:
    return ValidationError(
        gettext(
            "Opening this file fetches something from elsewhere, such as a template, "
            "an image or a table: “%(where)s”. Break this link, or save the document "
            "as a PDF, and upload the new file."
        ),
        code="part_elsewhere",
        params={"where": where[:100]},
    )


def acts_by_itself(name: str) -> ValidationError:
    return ValidationError(
        gettext(
            "This PDF does more than show pages: it has scripts, forms, attached files "
            "or films (“%(name)s”). Print it to a new PDF, or save it as PDF/A without "
            "attachments, and upload the new file."
        ),
        code="acts_by_itself",
        params={"name": name},
    )
