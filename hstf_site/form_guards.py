"""Malformed admin forms, rejected with a message before a view reads them."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import CreateViewMixin, CreationFormMixin

from compat.form_parsing import failed_while_reading
from core.keys import is_key
from core.malformed_forms import MalformedForm
from hstf_site.error_views import bad_request

logger = logging.getLogger(__name__)

# How many rows and blocks a form declares, in Django's and Wagtail's field names.
COUNT = re.compile(r"(^|-)(TOTAL_FORMS|INITIAL_FORMS|count)$")
MOST_ROWS = 500
# How often one name may be sent: IDs of a bulk action, choices of a list.
MOST_OF_ONE_NAME = 1_000
# The words of a search are nested, and Python limits recursion.
MOST_WORDS = 50
# What Python and the databases raise for a key that is not a number, or too long, and
# for characters that are not text.
NOT_TO_BE_KEPT = re.compile(
    "expected a number|too large to convert|out of range|for integer"
    "|cannot contain NUL|escape sequence|surrogates not allowed"
)
MADE_UP = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValidationError,  # where no field is there to show it
    ValueError,
)


class FormGuardMiddleware(MiddlewareMixin):
    """Responds with a readable 400 to crafted requests."""

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> None:
        if not request.path_info.startswith("/admin/"):
            return
        check_that_it_creates(view)
        for sent in (request.GET, request.POST):
            check_repetitions(sent)
            check_search(sent)
            if not is_made_by_wagtail(sent):
                raise unreadable()
        check_rows(request.POST)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBase | None:
        """
        Respond with 400 in the admin where Wagtail trusts a form too much.

        The full error is logged: if the form is not the cause, it must be noticed.
        """
        if not request.path_info.startswith("/admin/"):
            return None
        if (
            isinstance(error, MultiValueDictKeyError | json.JSONDecodeError)
            or cannot_be_kept(error)
            or failed_reading(error)
        ):
            logger.warning("%s sent what cannot be read", request.user, exc_info=error)
            return bad_request(request, unreadable())
        return None


def unreadable() -> MalformedForm:
    return MalformedForm(
        gettext(
            "This form is not complete, or was changed on its way, so nothing was "
            "saved. Go back, open the page again, and repeat your last step."
        )
    )


def check_that_it_creates(view: Any) -> None:
    """Every chooser has a URL that creates, even those without a form for it."""
    kind = getattr(view, "view_class", None)
    if (
        kind
        and issubclass(kind, CreateViewMixin)
        and kind.get_creation_form_class is CreationFormMixin.get_creation_form_class
        and not kind(**view.view_initkwargs).get_creation_form_class()
    ):
        raise Http404


def check_repetitions(sent: QueryDict) -> None:
    if any(len(values) > MOST_OF_ONE_NAME for _name, values in sent.lists()):
        raise MalformedForm(
            gettext("Choose at most %(most)s at once.") % {"most": MOST_OF_ONE_NAME}
        )


def is_made_by_wagtail(sent: QueryDict) -> bool:
    """Return whether the values from which Wagtail goes on are such as it sends."""
    return (
        # It builds an address from this number.
        all(not value or is_key(value) for value in sent.getlist("parent_page_id"))
        # Django would look for a view named like a URL without a slash.
        and all(not value or "/" in value for value in sent.getlist("next"))
        and set(sent.getlist("search_operator")) <= {"and", "or"}
        and all(map(is_about_review, sent.getlist("workflow-action-extra-data")))
    )


def check_search(sent: QueryDict) -> None:
    asked = [text for name in ("q", "search") for text in sent.getlist(name)]
    if any(len(text.split()) > MOST_WORDS for text in asked):
        raise MalformedForm(
            gettext("Look for at most %(most)s words at once.") % {"most": MOST_WORDS}
        )


def check_rows(sent: QueryDict) -> None:
    """
    Reject a form that declares more rows than it can have.

    Each row sends at least one field, so there are never more rows than fields.
    """
    counts = {name: sent.get(name, "") for name in sent if COUNT.search(name)}
    if not all(is_key(value) for value in counts.values()):
        raise unreadable()
    rows = sum(
        int(value)
        for name, value in counts.items()
        if not name.endswith("INITIAL_FORMS")
    )
    if rows > MOST_ROWS:
        raise MalformedForm(
            gettext("A page can have at most %(most)s rows and blocks.")
            % {"most": MOST_ROWS}
        )
    if (
        rows > len(sent)
        or any(int(value) > rows for value in counts.values())
        or not all(is_block_sent(sent, name) for name in blocks(counts))
    ):
        raise unreadable()


def blocks(counts: dict[str, str]) -> Iterator[str]:
    """Return the name prefix of each block that the form declares."""
    for name, value in counts.items():
        if name.endswith("-count"):
            stream = name.removesuffix("-count")
            yield from (f"{stream}-{number}" for number in range(int(value)))


def is_block_sent(sent: QueryDict, name: str) -> bool:
    is_deleted = sent.get(f"{name}-deleted")
    return bool(is_deleted) or (
        is_deleted is not None and is_key(sent.get(f"{name}-order", ""))
    )


def is_about_review(text: str) -> bool:
    """Return whether this is the comment of an approval or a rejection, in JSON."""
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(words, dict)
        and set(words) <= {"comment"}
        and isinstance(words.get("comment", ""), str)
    )


def cannot_be_kept(error: Exception) -> bool:
    """
    Return whether a record was to get a value that no record can have.

    Choosers and the text editor fill in values that Wagtail trusts.
    """
    made_up = isinstance(error, ValueError | OverflowError | DataError)
    return made_up and bool(NOT_TO_BE_KEPT.search(str(error)))


def failed_reading(error: Exception) -> bool:
    """Return whether third-party code failed on the input, and not our own code."""
    failed = failed_while_reading(error) if isinstance(error, MADE_UP) else None
    return failed is not None and not is_ours(Path(failed.co_filename))


def is_ours(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts
