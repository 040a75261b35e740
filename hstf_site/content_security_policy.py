"""What a browser may load and do on which page: Content-Security-Policy."""

from typing import Any

from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

# Its own files, and nothing inline.
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
FRAMED_BY_US = PUBLIC | {"frame-ancestors": [SELF]}
# Each exception is proved in docs/decisions/0024.
EDITORS = FRAMED_BY_US | {
    # The rich text editor and the checker create style sheets at run time.
    "style-src": [SELF, NONCE],
    "frame-src": [SELF],
}
# By the beginning of the path; the first that fits counts.
IN_THE_ADMIN: dict[str, dict[str, Any]] = {
    # Who somebody is: login, passwords, second factors.
    "/admin/account/": FRAMED_BY_US,
    # Shows thumbnails before the upload.
    "/admin/images/multiple/add/": EDITORS | {"img-src": [SELF, "blob:"]},
    "/admin/": EDITORS,
}
# No scripts, even if a browser displays it.
DOCUMENTS = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
    "sandbox": True,
}


def policy_for(request: HttpRequest, response: Any) -> dict[str, Any]:
    if getattr(request, "is_preview", False):
        return FRAMED_BY_US  # drafts get what readers get
    if request.path.startswith("/documents/") and "Content-Disposition" in response:
        return DOCUMENTS
    fitting = (
        IN_THE_ADMIN[each] for each in IN_THE_ADMIN if request.path.startswith(each)
    )
    return next(fitting, PUBLIC)


class PolicyMiddleware(MiddlewareMixin):
    """Sets the policy that each page needs."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        policy = csp(policy_for(request, response))
        return policy(lambda _request: response)(request)
