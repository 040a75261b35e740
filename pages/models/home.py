"""The home page."""

from typing import Any

from django.http import HttpRequest
from wagtail.fields import StreamField

from core.structured_data import Context, Data, public, publisher
from faq.blocks import load_answers
from pages.blocks import HomeBlock
from pages.models.threat import ThreatPage
from regions.models import Jurisdiction
from site_details.reading import current
from sources.models import CitedPage


class HomePage(CitedPage):
    """The first page: find a region, get help, see what has been reported."""

    body = StreamField(HomeBlock())

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

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # The 52 that the task force's home page counts.
        context["jurisdictions"] = Jurisdiction.objects.in_use().filter(is_listed=True)
        context["threats"] = ThreatPage.objects.descendant_of(self).in_order()
        # However many lists of questions there are, their answers are loaded at once.
        lists = [part.value for part in self.body if part.block_type == "questions"]
        load_answers([page for part in lists for page in part["questions"] if page])
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
