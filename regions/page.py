"""The regional directory: one page, with a URL for every jurisdiction."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.structured_data import Context, Data, breadcrumb_list
from regions.answer.answer import DirectoryAnswer, answer_for
from regions.answer.calling import Nearby
from regions.answer.entries import Asker
from regions.answer.serializers import answer_data
from regions.maps.drawing import atlas, map_of_place
from regions.models import Jurisdiction
from sources.models import IndexPage


class DirectoryPage(RoutablePageMixin, IndexPage):
    """Find the regional task force of a state, territory or ZIP code."""

    share_image = "region"

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    @path("")
    def directory(self, request: HttpRequest) -> HttpResponse:
        """Show the map and the list; `finder` answers `?q=` before."""
        context = self.get_context(request) | {"atlas": atlas()}
        return TemplateResponse(request, self.get_template(request), context)

    @path("<slug:slug>/", name="jurisdiction")
    def jurisdiction(self, request: HttpRequest, slug: str) -> HttpResponse:
        """
        One jurisdiction at its permanent URL; a postal code redirects there.

        `finder` has refused other parameters before.
        """
        jurisdictions = Jurisdiction.objects.select_related("source")
        if len(slug) == 2:
            coded: Jurisdiction = get_object_or_404(jurisdictions, code=slug.upper())
            return redirect(coded.url, permanent=True)
        chosen: Jurisdiction = get_object_or_404(jurisdictions, slug=slug)
        asked = request.GET
        office, asker = asked.get("office", ""), asked.get("for", "")
        answer = answer_for(
            chosen,
            asker=Asker(asker) if asker in set(Asker) else Asker.LAW_ENFORCEMENT,
            nearby=Nearby(
                office or asked.get("near", ""),
                asked.get("nearer", ""),
                is_named=bool(office),
            ),
        )
        context = self.place_context(request, answer, mark=answer_data(answer)["mark"])
        if also := asked.get("also", ""):
            context["also"] = also
            context["asked"] = f"{answer.order.query}&also={also}".lstrip("&")
        else:
            context["asked"] = answer.order.query
        return TemplateResponse(request, "regions/jurisdiction.html", context)

        return TemplateResponse(request, "regions/jurisdiction.html", context)

    def place_context(
        self, request: HttpRequest, answer: DirectoryAnswer, mark: str
    ) -> dict[str, Any]:
        """Return a place's template context; `mark` is the answer's digest."""
        context = self.get_context(request)
        context["breadcrumbs"] += [{"title": self.title, "url": self.get_url(request)}]
        place = answer.jurisdiction
        return context | {
            "jurisdiction": place,
            "answer": answer,
            "mark": mark,
            "map": map_of_place(answer),
        }

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        in_use = list(Jurisdiction.objects.in_use())
        others = [row for row in in_use if not row.is_listed]
        return super().get_context(request, *args, **kwargs) | {
            "jurisdictions": [row for row in in_use if row.is_listed],
            "territories": [row for row in others if not row.is_military],
            "military": [row for row in others if row.is_military],
        }

    def structured_data(self, context: Context) -> list[Data]:
        jurisdiction = context.get("jurisdiction")
        return breadcrumb_list(context, str(jurisdiction or self.title))

    def get_sitemap_urls(
        self, request: HttpRequest | None = None
    ) -> list[dict[str, Any]]:
        own = super().get_sitemap_urls(request)
        return [
            *own,
            *(
                {
                    "location": settings.PUBLIC_URL + jurisdiction.url,
                    "lastmod": own[0]["lastmod"],
                }
                for jurisdiction in Jurisdiction.objects.in_use()
            ),
        ]
