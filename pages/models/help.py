"""The help page, which stands apart from the rest of the site, and its poster."""

from http import HTTPMethod
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from core.structured_data import Context, Data
from pages.blocks import HelpBlock
from pages.poster import PAPERS, origins, printed_address, qr_code
from regions.models import Audience, NationalLine
from sources.models import CitedPage

# A weather report loads fast, and looks unremarkable.
EXIT_URL = "https://www.weather.gov/"

# What the tab, the history and a bookmark say: not why the reader is here.
TAB_TITLE = _("Phone and text lines")

# No copy is left on the device, and other websites get no referrer.
KEPT_NOWHERE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

# Whom the lines of the first screen are for; no law enforcement is among them.
FIRST = (Audience.VICTIM, Audience.CRISIS)
POSTER_LINES = 6  # what one sheet holds


class HelpPage(RoutablePageMixin, CitedPage):
    """
    Help for somebody in danger comes first, and reporting second.

    The reader may be watched. So the page has its own base template, style sheet and
    script, and an editor cannot change what its tab and the history say.
    """

    body = StreamField(HelpBlock())

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]

    # Without the SEO title: browsers would keep it in their history.
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("search_description")],
            heading=_("For search engines and links"),
        ),
        FieldPanel("last_reviewed_date"),
    ]

    @path("")
    def help(self, request: HttpRequest) -> HttpResponse:
        """Show the lines."""
        return self.render(request)

    @path("poster/")
    def posters(self, request: HttpRequest) -> HttpResponse:
        """Offer the poster in two paper sizes."""
        return self.render(
            request,
            template="pages/help_posters.html",
            context_overrides={
                "papers": PAPERS.values(),
                "tab_title": f"{TAB_TITLE}: {_('poster')}",
            },
        )

    @path("poster/<slug:paper>/")
    def poster(self, request: HttpRequest, paper: str) -> HttpResponse:
        """Show one sheet, ready to print."""
        if paper not in PAPERS:
            raise Http404
        address = printed_address()
        emergency = self.lines_for(Audience.EMERGENCY).exclude(phone="")[:1]
        victims = self.lines_for(Audience.VICTIM).exclude(phone="")[:POSTER_LINES]
        return self.render(
            request,
            template="pages/help_poster.html",
            context_overrides={
                "paper": PAPERS[paper],
                "tab_title": f"{TAB_TITLE}: {_('poster')}, {PAPERS[paper].name}",
                "emergency_lines": emergency,
                "victim_lines": victims,
                "origins": origins([*emergency, *victims]),
                "printed_address": address.partition("://")[2],
                "qr": qr_code(address),
            },
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return kept_nowhere(super().serve(request, *args, **kwargs))

    def check_request_method(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        refusal = super().check_request_method(request, *args, **kwargs)
        return refusal and kept_nowhere(refusal)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            # Not `request.path`: the page is also served at a short URL.
            "address": self.get_url(request) or "",
            "tab_title": TAB_TITLE,
            "exit_url": EXIT_URL,
            "emergency_lines": self.lines_for(Audience.EMERGENCY),
            "first_lines": self.first_lines(),
        }

    def lines_for(self, *audiences: Audience) -> models.QuerySet[NationalLine]:
        lines = NationalLine.objects.published().filter(audience__in=audiences)
        return lines.select_related("source")

    def first_lines(self) -> models.QuerySet[NationalLine]:
        """Return the lines of the first screen: a call or a message, no website."""
        lines = self.lines_for(*FIRST).exclude(phone="", text="")
        return lines.order_by("order", "-audience", "name")

    def structured_data(self, context: Context) -> list[Data]:
        """Return none: this page is for people, and shows all it has to say."""
        return []

    def clean(self) -> None:
        super().clean()
        audiences = [
            block.value["audience"]
            for block in self.body
            if block.block_type == "lines"
        ]
        if (
            Audience.REPORT in audiences
            and Audience.VICTIM in audiences[audiences.index(Audience.REPORT) :]
        ):
            raise ValidationError(
                {
                    "body": _(
                        "Put the lines for victims above the lines to report a crime."
                    )
                }
            )


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    for name, value in KEPT_NOWHERE.items():
        response[name] = value
    return response
