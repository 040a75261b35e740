"""
Whatever somebody does in the admin is one transaction: all of it is kept, or nothing.

`compat.admin_transactions` wraps each view in `all_or_nothing`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from publishing.refusals import Refusal

Answer = Callable[..., HttpResponse]

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Where pictures and documents are read and drawn anew, which takes seconds. A
# transaction holds the one lock for writing that SQLite has, so here each view saves
# its own record with its entry in the history, as short as Wagtail makes it.
WORK_ON_FILES = {
    "wagtailimages",
    "wagtailimages_chooser",
    "wagtaildocs",
    "wagtaildocs_chooser",
}
# Sent while somebody types, and kept in the session alone.
PREVIEWS = {"preview_on_add", "preview_on_edit"}


def may_change_content(request: HttpRequest) -> bool:
    if request.method in SAFE:
        return False
    match = request.resolver_match
    return match is None or not (
        WORK_ON_FILES & set(match.namespaces) or match.url_name in PREVIEWS
    )


def kept_as_draft(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """
    Lead back to the form if only the approval that came with it was refused.

    What was typed is a draft by then, and the approval itself is undone already. Raises
    the refusal again if it is about anything else.
    """
    if "action-workflow-action" not in request.POST:
        raise refusal
    messages.warning(request, str(refusal))
    return redirect(request.path)


def all_or_nothing(answer: Answer) -> Answer:
    """
    Run a view of the admin in one transaction, undone if it raises or answers an error.

    The page that it answers with is rendered later, and outside.
    """

    @wraps(answer)
    def run(view: Answer, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_change_content(request):
            return answer(view, request, *args, **kwargs)
        with transaction.atomic():
            try:
                response = answer(view, request, *args, **kwargs)
            except Refusal as refusal:
                response = kept_as_draft(request, refusal)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    return run
