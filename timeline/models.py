"""Dated milestones, each as precise as its source."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.models import BasePage
from core.periods import Precision, format_period
from sources.citing import CitationsBlock
from sources.models import Cited, CitedPage
from sources.models.source_use import SourceUse
from timeline.body import TimelineBodyBlock


class TimelinePage(CitedPage):
    """Milestones in order, drawn to scale and described in text."""

    body = StreamField(TimelineBodyBlock(), blank=True)

    share_image = "timeline"

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("milestones", heading=_("Milestones"), label=_("Milestone")),
        FieldPanel("body"),
        *CitedPage.cited_panels,
    ]

    def in_order(self) -> list["Milestone"]:
        """Milestones by date; inside a month the exact days come first."""
        return sorted(
            self.milestones.select_related("source"),
            key=lambda row: (
                row.start.replace(day=1),
                row.precision != Precision.DAY,
                row.start,
                row.sort_order,
            ),
        )


class Milestone(Orderable, Cited):
    """Something that happened on a day, in a month, or over several months."""

    page = ParentalKey(
        TimelinePage, on_delete=models.CASCADE, related_name="milestones"
    )
    slug = models.SlugField(
        help_text=_("A short permanent name for links to this milestone.")
    )
    title = models.CharField(max_length=120)
    short_title = models.CharField(
        max_length=18, blank=True, help_text=_("A label for the drawing.")
    )
    text = models.TextField()
    start = models.DateField(
        help_text=_("The day. If only the month is known, its first day.")
    )
    end = models.DateField(
        null=True, blank=True, help_text=_("Only for a range: its last day.")
    )
    precision = models.CharField(
        max_length=8, choices=Precision.choices, default=Precision.DAY
    )
    is_year_inferred = models.BooleanField(
        _("the year is inferred"),
        default=False,
        help_text=_("Tick if the source prints no year. Readers are told."),
    )

    citations = StreamField(
        CitationsBlock(),
        blank=True,
        # The version before knows nothing of it.
        null=True,
        verbose_name=_("further citations"),
        help_text=_("What else proves the text, beside the source above."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("precision"), FieldPanel("is_year_inferred")]),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        *Cited.cited_panels,
        FieldPanel("citations"),
        FieldRowPanel([FieldPanel("short_title"), FieldPanel("slug")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "slug"],
                name="milestone_slug_unique_on_page",
                violation_error_message=_("Two milestones have the same short name."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        is_range = self.precision == Precision.RANGE
        if is_range and self.end is None:
            raise ValidationError({"end": _("A range needs its last day.")})
        if not is_range and self.end is not None:
            raise ValidationError({"end": _("Only a range has a last day.")})
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The range ends before it starts.")})

    listed_with = ("page",)

    def listed(self) -> SourceUse:
        address = f"{self.page.get_url() or ''}#{self.anchor}"
        return SourceUse(self.title, address, says=self.date_text, quotes=self.quoted)

    @property
    def cited(self) -> list[Any]:
        """Return everything that proves the text."""
        return [self, *(each.value for each in self.citations)]

    @property
    def anchor(self) -> str:
        return f"m-{self.slug}"

    @property
    def date_text(self) -> str:
        return format_period(self.start, self.end, str(self.precision))

    @property
    def machine_date(self) -> str:
        """The value of a `<time>` element; empty for a range, which it cannot hold."""
        if self.precision == Precision.RANGE:
            return ""
        return self.start.strftime(
            "%Y-%m-%d" if self.precision == Precision.DAY else "%Y-%m"
        )
