"""The threat categories that the task force names."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.models import PublicPageQuerySet
from core.neighbors import neighbors
from pages.blocks import ArticleBlock
from pages.drawings import Drawing, Drawn, drawn
from pages.voice.passages import sentences
from sources.models import CitedPage, IndexPage
from stats.blocks import supported
from stats.models import Statistic


class ThreatQuerySet(PublicPageQuerySet):
    def in_order(self) -> "ThreatQuerySet":
        return self.live().public().order_by("order", "path")


class ThreatIndexPage(IndexPage):
    """All threats, each with its own figure, if there is one."""

    share_image = "threat"

    # Its pages are all it has: with fewer than two, it leaves the main menu.
    is_section = True

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ThreatPage"]
    max_count = 1

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        in_order = ThreatPage.objects.child_of(self).in_order()
        threats = list(in_order.prefetch_related("citations"))
        # From the record that is cached as a whole, with the values of each.
        chosen = filter(None, [page.statistic_id for page in threats])
        figures = Statistic.objects.found(chosen)
        for page in threats:
            page.statistic = figures.get(page.statistic_id)
        return super().get_context(request, *args, **kwargs) | {"threats": threats}


class ThreatPage(CitedPage):
    """One threat: its scope, its own figure, who works on it, and where to report."""

    order = models.PositiveIntegerField(
        default=100, help_text=_("Its place among the threats.")
    )
    statistic = models.ForeignKey(
        Statistic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "Shown large on the page, and beside this threat in the list. Only one "
            "that counts this threat alone: a total over all threats would mislead."
        ),
    )
    drawing = models.CharField(
        max_length=32,
        choices=Drawing,
        blank=True,
        db_default="",
        help_text=_(
            "Shown beside the first sentence, and small in the list of threats. The "
            "sources of the page must prove what it shows. Empty: no drawing."
        ),
    )
    body = StreamField(ArticleBlock())

    objects = PageManager.from_queryset(ThreatQuerySet)()

    share_image = "threat"

    parent_page_types = ["pages.ThreatIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *CitedPage.content_panels,
        FieldPanel("statistic"),
        FieldPanel("drawing"),
        FieldPanel("order"),
    ]

    @property
    def drawn(self) -> Drawn | None:
        return drawn(self.drawing)

    @property
    def summary(self) -> str:
        """Return what the threat is, in one sentence."""
        return next(iter(sentences(self.lede)), "")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        threats = ThreatPage.objects.sibling_of(self, inclusive=True).in_order()
        context = super().get_context(request, *args, **kwargs)
        return (
            context
            | neighbors(self, threats.defer_streamfields())
            | {"figure": self.figure()}
        )

    def figure(self) -> Statistic | None:
        """Return its own statistic, if a published value supports it."""
        chosen = [self.statistic_id] if self.statistic_id else []
        return next(iter(supported(Statistic.objects.found(chosen).values())), None)
