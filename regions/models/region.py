"""Task forces as some public page documents them. No contact is published for any."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.models import Orderable, RevisionMixin

from regions.models.jurisdiction import Jurisdiction
from sources.models import Cited


class RegionType(models.TextChoices):
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    OPERATION = "operation", _("Operation, not an office")
    NOT_STATED = "not_stated", _("Regional or satellite: not stated")


class Region(  # type: ignore[django-manager-missing]  # as Wagtail has no types
    RevisionMixin, Cited, ClusterableModel
):
    """
    A task force, or its national center, that a public page names.

    Names follow no rule: each is used only as published.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(
        _("name as published"), max_length=120, help_text=_("Do not tidy it up.")
    )
    type = models.CharField(
        max_length=10, choices=RegionType.choices, default=RegionType.NOT_STATED
    )
    city = models.CharField(max_length=60, blank=True)
    state = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regions_based_here",
    )
    coverage = models.CharField(
        _("coverage as published"),
        max_length=200,
        blank=True,
        help_text=_("In the words of the source. Empty is shown as: not stated."),
    )
    announced_date = models.DateField(_("announced"), null=True, blank=True)
    announced_note = models.CharField(max_length=120, blank=True)
    operating_since = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("type"), FieldPanel("city"), FieldPanel("state")]),
        FieldPanel("coverage"),
        InlinePanel("coverages", label=_("Jurisdiction"), heading=_("Covers")),
        FieldRowPanel([FieldPanel("announced_date"), FieldPanel("operating_since")]),
        FieldPanel("announced_note"),
        FieldPanel("note"),
        MultiFieldPanel(Cited.cited_panels, heading=_("Source")),
        FieldPanel("slug"),
    ]

    class Meta:
        ordering = ["type", "name"]

    def __str__(self) -> str:
        return self.name


class RegionCoverage(Orderable):
    """A jurisdiction that a published page says a task force covers."""

    region = ParentalKey(Region, on_delete=models.CASCADE, related_name="coverages")
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="coverages"
    )
    part = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("Which part, if not the whole: southeast Texas."),
    )

    panels = [FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("part")])]

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return str(self.jurisdiction)
