"""The record: every statistic with its values, sources and history."""

from collections.abc import Iterable
from http import HTTPStatus
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.structured_data import Context, Data, breadcrumb_list
from record import structured_data
from record.as_of import BadDayError, asked_day
from record.changes import Changes
from record.disagreements import by_kind, with_values
from record.feeds import ChangesFeed
from record.record_filter import record_filter
from record.source_page import source_context
from record.statistic_page import statistic_context
from sources.models import Disagreement, IndexPage, Source
from stats.models import Program, Section, Statistic

CHANGES_ON_A_PAGE = 50
REGISTER = "/record/sources/"


def by_program(statistics: Iterable[Statistic]) -> list[dict[str, Any]]:
    """
    Arrange statistics under their program, and there under their section.

    Programs are never mixed, not even two that have the same place and name.
    """
    in_order = sorted(
        statistics,
        key=lambda row: (row.program.order, row.program.name, row.program.pk),
    )
    return [
        {"program": program, "sections": by_section(program, list(members))}
        for program, members in groupby(in_order, key=lambda row: row.program)
    ]


def by_section(program: Program, statistics: list[Statistic]) -> list[dict[str, Any]]:
    return [
        {
            "label": section.label,
            "slug": f"{program.slug}-{section.value}",
            "statistics": members,
        }
        for section in Section
        if (members := [row for row in statistics if row.section == section])
    ]


class RecordPage(RoutablePageMixin, IndexPage):
    """Every published figure: what it counts, who says so, for when, as of when."""

    share_image = "record"

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        db_table = "stats_recordpage"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        as_of = context["as_of"] = asked_day(request.GET)
        at = as_of.moment if as_of else None
        statistics = Statistic.objects.shown(at).with_current(at)
        context["filter"] = record_filter(
            (row for row in statistics if row.current_observations), request.GET
        )
        context["groups"] = by_program(context["filter"]["statistics"])
        context |= by_kind(with_values(Disagreement.objects.published(), at))
        context["sources"] = Source.objects.cited(at)
        return context

    def below(self, request: HttpRequest) -> dict[str, Any]:
        """Return the template context of a page below the record."""
        context = super().get_context(request)
        context["breadcrumbs"] += [{"title": self.title, "url": self.get_url(request)}]
        return context

    @path("corrections/", name="corrections")
    def corrections(self, request: HttpRequest) -> HttpResponse:
        """Everything that changed after it was published, and why."""
        context = self.below(request)
        listed: Any = Changes()  # list-like enough for a paginator
        pages: Paginator[Any] = Paginator(listed, CHANGES_ON_A_PAGE)
        context["heading"] = gettext("Corrections and changes")
        context["changes"] = pages.get_page(request.GET.get("page"))
        return TemplateResponse(request, "record/corrections.html", context)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Return the same changes as an Atom feed."""
        return ChangesFeed()(request)

    @path("sources/", name="sources")
    def sources(self, request: HttpRequest) -> HttpResponse:
        """Every document that is cited; or a statistic that was here before."""
        if Statistic.objects.shown().filter(slug="sources").exists():
            return self.statistic(request, slug="sources")
        context = self.below(request)
        context["heading"] = gettext("Source register")
        context["sources"] = Source.objects.cited()
        return TemplateResponse(request, "record/sources.html", context)

    @path("sources/<slug:slug>/", name="source")
    def source(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One source at its permanent address, as long as anything rests on it."""
        cited = Source.objects.cited().select_related("primary")
        found: Source = get_object_or_404(cited, slug=slug)
        context = self.below_sources(request) | source_context(found, request.GET)
        return TemplateResponse(request, "record/source.html", context)

    def below_sources(self, request: HttpRequest) -> dict[str, Any]:
        context = self.below(request)
        register = {"title": gettext("Source register"), "url": REGISTER}
        context["breadcrumbs"] += [register]
        return context

    @path("<slug:slug>/", name="statistic")
    def statistic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One statistic at its permanent address."""
        found: Statistic = get_object_or_404(
            Statistic.objects.shown().select_related("program"), slug=slug
        )
        as_of = asked_day(request.GET)
        context = self.below(request) | {"as_of": as_of}
        return TemplateResponse(
            request,
            "record/statistic.html",
            context | statistic_context(found, at=as_of.moment if as_of else None),
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().serve(request, *args, **kwargs)
        except BadDayError as error:
            return TemplateResponse(
                request,
                "record/bad_day.html",
                self.below(request) | {"problem": str(error)},
                status=HTTPStatus.BAD_REQUEST,
            )

    def structured_data(self, context: Context) -> list[Data]:
        """Describe the record, or the one requested statistic."""
        if statistic := context.get("statistic"):
            return structured_data.of_statistic(statistic, context)
        if source := context.get("source"):
            return structured_data.of_source(source, context)
        if "groups" not in context:  # a page below the record, not the record itself
            return breadcrumb_list(context, str(context.get("heading", self.title)))
        return structured_data.of_record(self, context)

    def get_sitemap_urls(
        self, request: HttpRequest | None = None
    ) -> list[dict[str, Any]]:
        own = super().get_sitemap_urls(request)
        statistics = Statistic.objects.shown().annotate(
            last_published_at=Max(
                "observations__first_published_at",
                filter=Q(observations__live=True),
            )
        )
        cited = Source.objects.cited().select_related("latest_revision")
        return [
            *own,
            *(
                {
                    "location": settings.PUBLIC_URL + address,
                    "lastmod": own[0]["lastmod"],
                }
                for address in ("/record/corrections/", REGISTER)
            ),
            *(
                {
                    "location": settings.PUBLIC_URL + source.url_path,
                    "lastmod": source.latest_revision
                    and source.latest_revision.created_at,
                }
                for source in cited
            ),
            *(
                {
                    "location": settings.PUBLIC_URL + statistic.url,
                    "lastmod": statistic.last_published_at,
                }
                for statistic in statistics
            ),
        ]
