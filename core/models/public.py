"""Which pages are public: one query for each response, not one for each list."""

from typing import Self

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from page_cache.request_cache import once


def restrictions() -> list[PageViewRestriction]:
    """
    Return every restriction of the site; most sites have none.

    Queried for each response: privacy must take effect at once, even if the notice of
    the change does not arrive.
    """
    return once(
        "restrictions",
        lambda: list(PageViewRestriction.objects.select_related("page")),
    )


def is_shown(page: Page) -> bool:
    """Return whether everybody may read a page."""
    return page.live and not any(
        page.path.startswith(restriction.page.path) for restriction in restrictions()
    )


class PublicPageQuerySet(PageQuerySet):
    """Pages of this site; `public()` leaves out what only some may read."""

    def private_q(self) -> Q:
        private = Q()
        for restriction in restrictions():
            private |= self.descendant_of_q(restriction.page, inclusive=True)
        # An empty condition would mean every page.
        return private or Q(pk__in=[])

    def named(self, *fields: str) -> Self:
        """Load only what the link to a page says of it, and these fields."""
        return self.only("id", "title", "slug", "url_path", "path", "live", *fields)
