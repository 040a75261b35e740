"""Who runs this site: only a government host, over HTTPS, may call itself official."""

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from site_details.government import is_government
from site_details.reading import current

OFFICIAL_ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/

Sitemap: {public_url}/sitemap.xml
"""
UNOFFICIAL_ROBOTS = """\
User-agent: *
Disallow: /
"""


def is_official(request: HttpRequest) -> bool:
    """Return whether to present a government site: the setting is not enough."""
    return (
        settings.OFFICIAL_SITE and request.is_secure() and has_government_host(request)
    )


def has_government_host(request: HttpRequest) -> bool:
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    return is_government(host)


def site_identity(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what every template may say about the site itself."""
    return {
        "is_official": is_official(request),
        "public_url": settings.PUBLIC_URL,
        "site": SimpleLazyObject(current),
    }


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    robots = OFFICIAL_ROBOTS if is_official(request) else UNOFFICIAL_ROBOTS
    return HttpResponse(
        robots.format(public_url=settings.PUBLIC_URL), content_type="text/plain"
    )
