"""
Each request to the admin is one transaction, committed or rolled back as a whole.

`compat.admin_transactions` wraps each view in `all_or_nothing`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import auth, messages

from publishing import outcomes
from publishing.refusals import Refusal

Answer = Callable[..., HttpResponse]

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Reading and resizing pictures and documents takes seconds. A transaction holds the
# only write lock of SQLite, so these views keep the short transactions of Wagtail.
WORK_ON_FILES = {
    "wagtailimages",
    "wagtailimages_chooser",
    "wagtaildocs",
    "wagtaildocs_chooser",
}
# Sent while the editor types, and stored in the session only.
PREVIEWS = {"preview_on_add", "preview_on_edit"}


def may_change_content(request: HttpRequest) -> bool:
    if request.method in SAFE:
        return False
    match = request.resolver_match
    return match is None or not (
        WORK_ON_FILES & set(match.namespaces) or match.url_name in PREVIEWS
    )


def explained(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """
    Redirect back with the reason: Wagtail only says that permission is missing.

    If only the approval that came with a form was refused, that form is shown again.
    The input is saved as a draft by then, and the approval is rolled back.
    """
    if "action-workflow-action" in request.POST:
        response = redirect(request.path)
    elif request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise refusal
    else:
        response = auth.permission_denied(request)
        transaction.set_rollback(True)
    messages.warning(request, str(refusal))
    return response


def all_or_nothing(answer: Answer) -> Answer:
    """
    Run a view of the admin in one transaction, rolled back if it fails.

    Its response is rendered later, outside the transaction.
    """

    @wraps(answer)
    def run(view: Answer, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_change_content(request):
            return answer(view, request, *args, **kwargs)
        with transaction.atomic():
            outcomes.begin(request)
            try:
                response = answer(view, request, *args, **kwargs)
            except Refusal as refusal:
                response = explained(request, refusal)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            outcomes.end(request)
        return response

    return run
