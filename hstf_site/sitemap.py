"""The sitemap: every public page, without loading what stands on it."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.models import BasePage


class PublicSitemap(Sitemap):
    """Wagtail's, which loads each page whole; an address and a day need less."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        pages = root.get_descendants(inclusive=True).live().public()
        return pages.order_by("path")

    def _urls(
        self, page: int | str, protocol: str, domain: str
    ) -> list[dict[str, Any]]:
        found = [
            entry
            for item in self.paginator.page(page).object_list
            for entry in self.entries(item)
        ]
        days = [entry["lastmod"] for entry in found]
        if days and None not in days:
            self.latest_lastmod = max(days)
        return found

    def entries(self, page: Page) -> list[dict[str, Any]]:
        """Give its address, and those of what has no page of its own below it."""
        model = page.specific_class
        if model and model.get_sitemap_urls is not BasePage.get_sitemap_urls:
            below: list[dict[str, Any]] = page.specific.get_sitemap_urls(self.request)
            return below
        return BasePage.get_sitemap_urls(page, self.request)
