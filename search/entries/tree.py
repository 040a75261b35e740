"""Which pages everybody may read, and where."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from wagtail.models import Page, Site

from page_cache.request_cache import once, once_per_generation


def root() -> Page | None:
    """Return the page that the site begins at."""
    site = once_per_generation(
        "search:site",
        lambda: (
            Site.objects.select_related("root_page")
            .filter(is_default_site=True)
            .first()
        ),
    )
    return site.root_page if site else None


def lasting(pages: Any) -> Any:
    """Return those that are live, and not expired, though the schedule may be late."""
    lasts = Q(expire_at__isnull=True) | Q(expire_at__gt=Now())
    return pages.filter(lasts, live=True)


def readable(pages: Any) -> Any:
    """Return those in the site's tree that are live, public, and not expired."""
    top = root()
    if top is None:
        return pages.none()
    return lasting(pages.descendant_of(top, inclusive=True).public())


def address_of(url_path: str) -> str:
    """Return what visitors ask for: Wagtail's path begins with the site's root page."""
    top = root()
    return "/" + url_path.removeprefix(top.url_path if top else "/")


def is_shown(kind: type[Page]) -> bool:
    """Return whether everybody may read the one page of a type, and what it shows."""
    pages: Any = kind._default_manager
    return once(("search:shown", kind), lambda: readable(pages.all()).exists())
