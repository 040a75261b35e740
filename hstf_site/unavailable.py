"""The response while the database is away, locked or too slow."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext

from hstf_site.away import is_refused
from publishing.outcomes import is_nothing_saved
from publishing.transactions import may_change_content

# Seconds after which it is worth trying again.
RETRY_AFTER = "10"
# What a form that is not ours may do when it is read.
UNREADABLE = (MultiPartParserError, OSError, SuspiciousOperation, ValueError)


def unavailable(
    request: HttpRequest, error: BaseException, around: Any
) -> HttpResponse:
    """Respond with 503: to a form with what was sent, which can be sent again."""
    unsaved = is_nothing_saved(
        request,
        is_refused=is_refused(error),
        has_transaction=is_editing(request) and may_change_content(request),
    )
    response: HttpResponse
    if request.method == "POST" and not request.accepts("text/html"):
        response = told_to_a_script(unsaved)
    else:
        words = {
            "is_form": request.method == "POST",
            "is_nothing_saved": unsaved,
            "sent": sent_by(request),
            "asks_files": bool(request.FILES) if request.method == "POST" else False,
            "address": request.get_full_path(),
            "place": request.path,
        }
        response = HttpResponse(render_to_string("503.html", words | around))
    response.status_code = 503
    response["Retry-After"] = RETRY_AFTER
    return response


def told_to_a_script(unsaved: bool) -> JsonResponse:
    """Tell Wagtail's autosave, which shows the message of the errors that it knows."""
    message = (
        gettext("The database did not answer in time, so nothing was saved.")
        if unsaved
        else gettext("The database did not answer in time. Save once more.")
    )
    return JsonResponse(
        {
            "success": False,
            "error_code": "validation_error",
            "error_message": message,
        }
    )


def sent_by(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of an editor's form; none of a form with a password."""
    if request.method != "POST" or not is_editing(request):
        return []
    try:
        fields = [
            (name, value) for name, values in request.POST.lists() for value in values
        ]
    except UNREADABLE:
        return []
    is_secret = any("password" in name for name, _value in fields)
    return [] if is_secret else fields


def is_editing(request: HttpRequest) -> bool:
    path = request.path_info
    return path.startswith("/admin/") and not path.startswith("/admin/account/")
