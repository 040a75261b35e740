"""The home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.models import BasePage
from core.structured_data import Context, Data, public, publisher
from pages.doors import DoorsBlock, usual_doors
from pages.home_blocks import HomeBlock, is_hidden
from pages.models.threat import ThreatPage
from regions.models import Jurisdiction
from site_details.reading import current
from sources.models import CitedPage


class HomePage(CitedPage):
    """The first page: find a region, get help, see what has been reported."""

    doors = StreamField(
        DoorsBlock(),
        # The version before knows nothing of it.
        null=True,
        default=usual_doors,
        help_text=_("Up to four links under the search field, one of them to help."),
    )
    body = StreamField(
        HomeBlock(),
        verbose_name=_("sections"),
        help_text=_(
            "Drag to order them. Visitors see the first ones without scrolling."
        ),
    )

    share_image = "home"

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.ThreatIndexPage",
        "record.RecordPage",
        "regions.DirectoryPage",
        "agencies.AgencyIndexPage",
        "timeline.TimelinePage",
        "faq.FAQIndexPage",
        "news.NewsIndexPage",
        "pages.StandardPage",
        "pages.HelpPage",
    ]
    max_count = 1

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("doors"),
        FieldPanel("body"),
        *CitedPage.cited_panels,
    ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # The 52 that the task force's home page counts.
        context["jurisdictions"] = Jurisdiction.objects.in_use().filter(is_listed=True)
        context["threats"] = (
            ThreatPage.objects.descendant_of(self).in_order().named("lede")
        )
        context["doors"] = [part.value for part in self.doors if part.value.url]
        context["shown"] = [part for part in self.body if not is_hidden(part.value)]
        return context

    def structured_data(self, context: Context) -> list[Data]:
        return [
            {
                "@type": "WebSite",
                "name": current().name,
                "url": public("/"),
                "description": self.search_description,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {
                        "@type": "EntryPoint",
                        "urlTemplate": public("/search/?q={search_term_string}"),
                    },
                    "query-input": "required name=search_term_string",
                },
                **publisher(context),
            }
        ]
