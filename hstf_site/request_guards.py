"""Requests that no page can handle, rejected before any view runs."""

import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import bad_request

READING = ["GET", "HEAD"]
WRITING = [*READING, "POST"]
# The only URLs that accept POST; the last two require a password.
TAKING_FORMS = ("/admin/", "/_util/", "/documents/authenticate_with_password/")
# The help page is among those that refuse, and leaves no trace in any case.
KEPT_NOWHERE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
NULL = re.compile("%00|\x00")
# No name on disk or in the database is longer, and Python parses no longer number.
LONGEST_NAME = 1_000


class RequestGuardMiddleware(MiddlewareMixin):
    """Responds with 405 to wrong methods, and with 400 to malformed requests."""

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:
        allowed = WRITING if request.path_info.startswith(TAKING_FORMS) else READING
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed, headers=KEPT_NOWHERE)
        if not is_readable(request):
            # Not raised: robots try this all day, and each would leave a traceback.
            return bad_request(request, BadRequest())
        # Nobody has typed a null byte in a search.
        asked = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = NULL.sub("%20", asked)
        return None


def is_readable(request: HttpRequest) -> bool:
    """
    Return whether a database accepts the URL and the cookies as parameters.

    PostgreSQL rejects the null byte, even in a query parameter.
    """
    signs = [request.path_info, *request.COOKIES, *request.COOKIES.values()]
    names = request.path_info.split("/")
    return "\x00" not in "".join(signs) and len(max(names, key=len)) <= LONGEST_NAME
