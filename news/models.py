"""News: articles by the date of what they tell, with topics and corrections."""

import datetime
import re
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from core.models import BasePage, PublicPageQuerySet
from core.structured_data import Context, Data, address, based_on, public, publisher
from news.archive import ArchivePaginator
from news.feeds import AtomFeed, RssFeed
from page_cache.request_cache import once_per_generation
from publishing.models import Retirable, RetirableQuerySet
from sources.models import CitedPage, IndexPage, NotedPage
from stats.body import AttributedBodyBlock

PER_PAGE = 20


class NewsTopic(Retirable):
    """A subject under which articles can be found."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)

    objects = models.Manager.from_queryset(RetirableQuerySet)()

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("is_retired")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NewsQuerySet(PublicPageQuerySet):
    def newest_first(self) -> "NewsQuerySet":
        return self.live().public().order_by("-date", "-pk")

    def years(self) -> list[int]:
        """Return the years that have published articles, newest first."""
        dates = self.live().public().dates("date", "year", order="DESC")
        return [day.year for day in dates]


class NewsIndexPage(RoutablePageMixin, IndexPage):
    """Articles by date, with filters in the URL."""

    share_image = "news"

    # Its pages are all it has: with fewer than two, it leaves the main menu.
    is_section = True

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count = 1

    def articles(self) -> Any:
        return NewsPage.objects.child_of(self).newest_first()

    def years(self) -> list[int]:
        """Return the years that have articles, newest first."""
        articles = NewsPage.objects.child_of(self)
        return once_per_generation(f"news:years:{self.pk}", articles.years)

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = self.articles().prefetch_related("topics")
        year = request.GET.get("year", "")
        # PostgreSQL refuses a null byte, even in a query parameter.
        slug = request.GET.get("topic", "").replace("\x00", "")
        topic = NewsTopic.objects.filter(slug=slug).first()
        if re.fullmatch("[1-9][0-9]{3}", year):
            articles = articles.filter(date__year=int(year))
            context["year"] = int(year)
        if topic:
            articles = articles.filter(topics=topic)
        context["topic"] = topic
        context["years"] = self.years()
        context["topics"] = NewsTopic.objects.in_use()
        choice = f"{self.pk}:{context.get('year', '')}:{topic.pk if topic else ''}"
        context["articles"] = ArchivePaginator(articles, PER_PAGE, choice).get_page(
            request.GET.get("page")
        )
        return context | self.shown_as(context)

    def shown_as(self, context: dict[str, Any]) -> dict[str, str]:
        """Return the title and the URL that identify this selection."""
        title, chosen = self.seo_title or self.title, {}
        if year := context.get("year"):
            title = gettext("%(title)s from %(year)d") % {"title": title, "year": year}
            chosen["year"] = year
        if topic := context["topic"]:
            title = f"{title}: {topic.name}"
            chosen["topic"] = topic.slug
        if (number := context["articles"].number) > 1:
            title = gettext("%(title)s, page %(number)d") % {
                "title": title,
                "number": number,
            }
            chosen["page"] = number
        description = self.search_description
        if chosen:
            description = gettext("%(title)s. %(description)s") % {
                "title": title,
                "description": description,
            }
        return {
            "shown_title": title,
            "shown_description": description,
            "shown_query": f"?{urlencode(chosen)}" if chosen else "",
        }

    @path("atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        return AtomFeed(self)(request)

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        return RssFeed(self)(request)


class NewsPage(NotedPage):
    """One article. Corrections are shown above the text, and stay there."""

    date = models.DateField(
        default=timezone.localdate,
        help_text=_(
            "The day of the event or of the release. Readers also see when the "
            "article was added; that day is kept by itself."
        ),
    )
    summary = models.TextField(
        max_length=300, help_text=_("One or two sentences, for lists and feeds.")
    )
    topics = ParentalManyToManyField(NewsTopic, blank=True, related_name="articles")
    body = StreamField(AttributedBodyBlock())

    objects = PageManager.from_queryset(NewsQuerySet)()

    share_image = "news"
    worded = ("title", "lede", "summary", "body")

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("topics"),
        FieldPanel("body"),
        *CitedPage.cited_panels,
        *NotedPage.noted_panels,
    ]

    search_fields = [
        *CitedPage.search_fields,
        index.SearchField("summary"),
        index.FilterField("date"),
    ]

    class Meta:
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="news_by_date")]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        others = NewsPage.objects.sibling_of(self).newest_first().defer_streamfields()
        same_day = models.Q(date=self.date)
        newer = models.Q(date__gt=self.date) | (same_day & models.Q(pk__gt=self.pk))
        older = models.Q(date__lt=self.date) | (same_day & models.Q(pk__lt=self.pk))
        return super().get_context(request, *args, **kwargs) | {
            "previous": others.filter(newer).last() if self.pk else None,
            "following": others.filter(older).first() if self.pk else None,
        }

    @property
    def added(self) -> datetime.date | None:
        """Return the day it was added to the site; None before that."""
        moment = self.first_published_at
        return timezone.localdate(moment) if moment else None

    def structured_data(self, context: Context) -> list[Data]:
        corrections = [
            {
                "@type": "CorrectionComment",
                "text": note.reason,
                "datePublished": note.day,
            }
            for note in self.correction_notes
        ]
        article = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.summary,
            "url": address(context),
            "image": public(f"/share/{self.share_image}.png"),
            "datePublished": self.added or self.date,
            "temporalCoverage": self.date,
            **based_on(row.source for row in context["citations"]),
            **publisher(context),
        }
        if notes := self.notes:
            article["dateModified"] = notes[0].day
        if corrections:
            article["correction"] = corrections
        return [*super().structured_data(context), article]


class Correction(Orderable):
    """
    What was wrong in an article, as it was recorded before change notes.

    Each was copied into such a note. The table goes with the next release.
    """

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="corrections")
    date = models.DateField(default=timezone.localdate)
    text = models.TextField(help_text=_("What was wrong, and what is right."))

    class Meta(Orderable.Meta):
        ordering = ["-date", "sort_order"]

    def __str__(self) -> str:
        return self.text
