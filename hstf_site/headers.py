"""Headers that every answer carries, whoever gave it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

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


def limit_what_browsers_do(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: use no feature of the device, and give no other site our files."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        is_shared = request.path.startswith(FOR_OTHER_SITES)
        response["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if is_shared else "same-origin"
        )
        return response

    return middleware
