"""The record: every statistic with its values, sources and history."""

from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
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
from record.register import register
from record.sitemap import REGISTER, below_record
from record.source_page import source_context
from record.statistic_page import statistic_context
from record.table import by_program
from record.value_page import value_context
from sources.models import Disagreement, IndexPage, Source
from stats.models import Observation, Statistic

CHANGES_ON_A_PAGE = 50


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
        context["filter"] = record_filter(Statistic.objects.recorded(at), request.GET)
        context["groups"] = by_program(context["filter"]["statistics"])
        context |= by_kind(Disagreement.objects.filter(live=True))
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
        context |= register(Source.objects.cited())
        return TemplateResponse(request, "record/sources.html", context)

    @path("differences/", name="differences")
    def differences(self, request: HttpRequest) -> HttpResponse:
        """All accounts that differ; or a statistic that was here before."""
        if Statistic.objects.shown().filter(slug="differences").exists():
            return self.statistic(request, slug="differences")
        context = self.differing(request)
        return TemplateResponse(request, "record/differences.html", context)

    def differing(self, request: HttpRequest) -> dict[str, Any]:
        as_of = asked_day(request.GET)
        at = as_of.moment if as_of else None
        return (
            self.below(request)
            | {"as_of": as_of, "heading": gettext("Where sources differ")}
            | by_kind(with_values(Disagreement.objects.published(), at))
        )

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

    @path("<slug:slug>/values/<int:number>/", name="value")
    def value(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """One published value at its permanent address, also once it is replaced."""
        published = Observation.objects.published().filter(statistic__slug=slug)
        found: Observation = get_object_or_404(
            published.select_related("statistic__program", "supersedes__source"),
            pk=number,
        )
        context = self.below(request) | value_context(found)
        statistic = {"title": found.statistic.label, "url": found.statistic.url}
        context["breadcrumbs"] += [statistic]
        return TemplateResponse(request, "record/value.html", context)

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
        """Describe the record, or the one thing of it that was requested."""
        if value := context.get("value"):
            return structured_data.of_value(value, context)
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
        return [*own, *below_record(own[0]["lastmod"])]
