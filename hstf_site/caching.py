"""Which responses a cache may keep, and the page cache in front of this site."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from page_cache.apps import site_generation
from page_cache.wsgi import App, CachePolicy, PageCache

# A browser revalidates each time, which does not resend the page. A
# cache that the site cannot purge may be a minute late.
FOR_EVERYBODY = (
    "public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=600"
)
FOR_ONE = "private, no-cache"
# Failures, refusals, and responses sent before it is known who may cache them.
FOR_NOBODY = "no-store"
# A page; a redirect, which browsers otherwise cache forever; not modified; or not
# found.
SAME_FOR_EVERYBODY = {200, 301, 304, 308, 404, 410}

# What the views of some paths read. Nothing else in a query reaches a cached page.
PARAMETERS = [
    (re.compile(r"/record/$"), frozenset({"program", "source"})),
    (re.compile(r"/record/corrections/$"), frozenset({"page"})),
    (re.compile(r"/record/sources/[^/]+/$"), frozenset({"list", "page"})),
    (re.compile(r"/regions/[^/]+(/|\.\w+)$"), frozenset({"for"})),
    (re.compile(r"/news/$"), frozenset({"page", "topic", "year"})),
]
# Visitors can send endless variations, so these pages are rendered each time.
NOT_KEPT = frozenset({"as_of", "q", "zip"})


class CacheControlMiddleware(MiddlewareMixin):
    """Marks responses as public, or as private if they depend on the visitor."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = cache_control(request, response)
        return response


def cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    if response.status_code == 400 or response.status_code >= 500:
        return FOR_NOBODY
    depends = response.cookies or "cookie" in response.get("Vary", "").lower()
    is_read = request.method in {"GET", "HEAD"}
    is_same = is_read and response.status_code in SAME_FOR_EVERYBODY
    return FOR_EVERYBODY if is_same and not depends else FOR_ONE


def keep_pages(app: App) -> App:
    """Put the page cache in front of the site, except in debug mode."""
    if settings.DEBUG:
        return app
    policy = CachePolicy(
        parameters=PARAMETERS,
        passed=NOT_KEPT,
        # Files are sent as they are; the help page is never cached.
        skipped=("/admin/", "/documents/", "/help", "/media/", settings.STATIC_URL),
        session_cookie=settings.SESSION_COOKIE_NAME,
        trusts_proxy=bool(settings.SECURE_PROXY_SSL_HEADER),
        longest=settings.SEEN_AFTER - settings.CACHES["content"]["TIMEOUT"],
        most_bytes=settings.PAGE_CACHE_MEGABYTES * 1024 * 1024,
        # A contact may become due for a check at midnight in the site's time zone.
        turns_at_midnight_of=settings.TIME_ZONE,
    )
    return PageCache(app, site_generation(), policy)
