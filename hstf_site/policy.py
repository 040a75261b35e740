"""What a browser may load and do on which page: Content-Security-Policy."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.http import HttpRequest

ADMIN = "/admin/"
# Who somebody is: login, passwords, second factors.
ACCOUNT = "/admin/account/"

# Its own files, and nothing that is written into the page.
PUBLIC = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    # Page checkers read robots.txt from inside the page.
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
FRAMED_BY_US = {"frame-ancestors": [SELF]}
ACCOUNTS = PUBLIC | FRAMED_BY_US
# Each exception is proved in docs/decisions/0024.
EDITORS = ACCOUNTS | {
    # The editor of rich text makes style sheets as it goes, and so does the checker.
    "style-src": [SELF, NONCE],
    "frame-src": [SELF],
}


def choose_the_policy(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[[HttpRequest], Any]:
    """Middleware: a page gets what it needs; drafts get what readers get."""

    def middleware(request: HttpRequest) -> Any:
        response = get_response(request)
        if getattr(request, "is_preview", False):
            response._csp_replace = FRAMED_BY_US
        elif request.path.startswith(ACCOUNT):
            response._csp_replace = ACCOUNTS
        elif request.path.startswith(ADMIN):
            response._csp_replace = EDITORS
        return response

    return middleware
