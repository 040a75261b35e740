"""The sitemap: every public page, without loading its content."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from agencies.models import AgencyPage
from core.models import BasePage
from hstf_site.vulnerability_disclosure import POLICY, discloses

# However much is published, rendering one part takes no longer than a page.
PAGES_IN_A_PART = 100


class PublicSitemap(Sitemap):
    """Wagtail's loads whole pages; a URL and a date need less."""

    limit = PAGES_IN_A_PART

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        pages = root.get_descendants(inclusive=True).live().public()
        # A member has no page of its own.
        members = AgencyPage.objects.filter(is_retired=False)
        return pages.exclude(pk__in=members.values("pk")).order_by("path")

    def part(self, number: int) -> list[dict[str, Any]]:
        """Return the URLs of some pages, and when they were last published."""
        end = number * self.limit
        some = self.items()[end - self.limit : end]
        urls = [entry for page in some for entry in self.entries(page)]
        # The one page that is none of Wagtail's.
        if number == 1 and discloses(self.request):
            urls.append({"location": settings.PUBLIC_URL + POLICY})
        return urls

    def entries(self, page: Page) -> list[dict[str, Any]]:
        """Return its URL, and those of routes below it that are not pages."""
        model = page.specific_class
        if model and model.get_sitemap_urls is not BasePage.get_sitemap_urls:
            return page.specific.get_sitemap_urls(self.request)
        return BasePage.get_sitemap_urls(page, self.request)


@require_safe
@x_robots_tag
def sitemap(request: HttpRequest) -> HttpResponse:
    """List all pages if there are few, or the parts if there are many."""
    pages = PublicSitemap(request)
    parts = pages.paginator.num_pages
    if parts == 1:
        return as_xml(request, "sitemap.xml", urlset=pages.part(1))
    found = [
        SitemapIndexItem(settings.PUBLIC_URL + reverse("sitemap_part", args=[number]))
        for number in range(1, parts + 1)
    ]
    return as_xml(request, "sitemap_index.xml", sitemaps=found)


@require_safe
@x_robots_tag
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    pages = PublicSitemap(request)
    # Checked first: a URL can hold a number too large for any database.
    if not 0 < number <= pages.paginator.num_pages:
        raise Http404
    return as_xml(request, "sitemap.xml", urlset=pages.part(number))


def as_xml(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return TemplateResponse(request, template, context, content_type="application/xml")
