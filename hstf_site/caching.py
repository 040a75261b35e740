"""Which responses a cache may keep, and the page cache in front of this site."""

import hashlib
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from hstf_site.health_check import PATHS
from hstf_site.varnish import forget_all
from page_cache.app_response import App
from page_cache.apps import site_generation, site_watcher
from page_cache.cache_key import names_read
from page_cache.page_files import PageFiles
from page_cache.policy import CachePolicy
from page_cache.sending import CHANGES_AT
from page_cache.wsgi import PageCache
from search.index.following import followed

# A browser revalidates each time, which does not resend the page. A cache that follows
# these headers is at most a minute late, half a second of which is for our own copies.
FOR_EVERYBODY = (
    "public, max-age=0, s-maxage=29, stale-while-revalidate=30, stale-if-error=600"
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
    (
        re.compile(r"/regions/[^/]+/$"),
        frozenset({"also", "for", "near", "nearer", "office"}),
    ),
    (re.compile(r"/news/$"), frozenset({"page", "topic", "year"})),
]
# Visitors can send endless variations, so these pages are rendered each time.
NOT_KEPT = frozenset({"as_of", "q", "zip"})
# Of those, the ones that lead to a page as a rule, with all that decides where to. That
# is kept apart, so that nothing made up takes the place of a page: see decision 62.
LOOK_UPS = [
    (re.compile(r"/regions/$"), frozenset({"q", "for"})),
    (re.compile(r"/regions/[^/]+/$"), frozenset({"zip", "for"})),
]

# Where there is what a page is rendered from, besides the rooms.
FOLDERS = ("hstf_site", "places", "static", "templates")
RENDERS = {".css", ".csv", ".html", ".js", ".py", ".tsv"}
# What browsers must not store, and this site keeps longest: see decision 55.
LASTING = ("/help",)


class CacheControlMiddleware(MiddlewareMixin):
    """Marks responses as public, or as private if they depend on the visitor."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = cache_control(request, response)
        page = (getattr(response, "context_data", None) or {}).get("page")
        ends = getattr(page, "expire_at", None)
        if ends and ends > timezone.now():  # or else the schedule is late
            response[CHANGES_AT] = str(ends.timestamp())
        return response


def cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    if response.status_code == 400 or response.status_code >= 500:
        return FOR_NOBODY
    depends = response.cookies or "cookie" in response.get("Vary", "").lower()
    is_read = request.method in {"GET", "HEAD"}
    is_same = is_read and (
        response.status_code in SAME_FOR_EVERYBODY or is_look_up(request, response)
    )
    return FOR_EVERYBODY if is_same and not depends else FOR_ONE


def is_look_up(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether it leads on, and only the look-up says where to."""
    names = names_read(request.path_info, LOOK_UPS)
    return response.status_code == 302 and request.GET.keys() <= names


def keep_pages(app: App) -> PageCache:
    """Put the page cache in front of the site."""
    policy = CachePolicy(
        parameters=PARAMETERS,
        passed=NOT_KEPT,
        look_ups=LOOK_UPS,
        # Files are sent as they are.
        skipped=("/admin/", "/documents/", "/media/", settings.STATIC_URL, *PATHS),
        unlimited=(*PATHS, settings.STATIC_URL),
        lasting=LASTING,
        session_cookie=settings.SESSION_COOKIE_NAME,
        trusts_proxy=bool(settings.SECURE_PROXY_SSL_HEADER),
        most_bytes=settings.PAGE_CACHE_MEGABYTES * 1024 * 1024,
        # A contact may become due for a check at midnight in the site's time zone.
        turns_at_midnight_of=settings.TIME_ZONE,
        most_passing=max(1, settings.THREADS * 3 // 4),
        most_waiting=max(1, settings.THREADS // 4 - 1),
    )
    files = None
    if settings.KEPT_PAGES:
        most = settings.KEPT_PAGES_MEGABYTES * 1024 * 1024
        files = PageFiles(settings.KEPT_PAGES, release(), most)
    return PageCache(app, site_generation(), policy, files)


def release() -> str:
    """Return what tells one version of the site on this machine from another."""
    rooms = [Path(app.path) for app in apps.get_app_configs()]
    folders = [*rooms, *(settings.BASE_DIR / name for name in FOLDERS)]
    told = hashlib.blake2b(digest_size=8)
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in RENDERS:
                told.update(f"{file} {file.stat().st_mtime_ns}".encode())
    return told.hexdigest()


def start(application: PageCache) -> None:
    """Begin to hear of changes, in a process that serves the site."""
    watcher = site_watcher()
    sweep = application.sweep(forget_all)
    watcher.moved.append(sweep.moved.set)
    sweep.start()
    if index := followed():
        watcher.moved.append(index.moved.set)
        index.start()
    watcher.start()
