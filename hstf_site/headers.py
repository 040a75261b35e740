"""Headers that every answer carries, whoever gave it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from hstf_site.caching import FOR_NOBODY

# The site asks a browser for nothing but to show pages. Only what Chromium knows is
# named: it complains in the console of each page about anything else.
REFUSED_FEATURES = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
]
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES)
# Pictures made to be shown on other sites, beside a link to a page.
FOR_OTHER_SITES = "/share/"


def set_security_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """
    Middleware: use no feature of the device, and give no other site our files.

    No answer leaves without a word about who may keep it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        is_shared = request.path.startswith(FOR_OTHER_SITES)
        response["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if is_shared else "same-origin"
        )
        # What was settled before the site knew who may keep it: refused hosts, methods
        # and addresses, and the way to HTTPS, which a cache may not tell from HTTP.
        response.headers.setdefault("Cache-Control", FOR_NOBODY)
        return response

    return middleware
