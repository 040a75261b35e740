"""Task forces as public pages document them, and what each covers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from audit.facts import Audited
from regions.models.coverage import Coverage, coverages_panel
from regions.models.jurisdiction import Jurisdiction
from regions.models.record import DirectoryRecord
from sources.models.source_use import SourceUse


class RegionType(models.TextChoices):
    NATIONAL = "national", _("National")
    REGIONAL = "regional", _("Regional")
    SATELLITE = "satellite", _("Satellite office")
    OPERATION = "operation", _("Operation, not an office")
    SEPARATE = "separate", _("Another model, not known to be one of the 30")
    NOT_STATED = "not_stated", _("Regional or satellite: unknown")


class RegionStatus(models.TextChoices):
    DOCUMENTED = "documented", _("Documented: a public page names it")
    PROVISIONAL = "provisional", _("Provisional: announced, details may change")
    NOT_PUBLISHED = "not_published", _("Not published: known only in part")


class Region(DirectoryRecord, ClusterableModel):
    """
    A task force, or its national center, that a public page mentions.

    Names follow no rule: each is used only as published.
    """

    name = models.CharField(
        _("name as published"),
        max_length=120,
        blank=True,
        help_text=_("Do not tidy it up. Leave empty if no name was published."),
    )
    type = models.CharField(
        max_length=10, choices=RegionType.choices, default=RegionType.NOT_STATED
    )
    status = models.CharField(
        max_length=13, choices=RegionStatus.choices, default=RegionStatus.DOCUMENTED
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="satellites",
        help_text=_("For a satellite office: the task force that it belongs to."),
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
        help_text=_("In the words of the source. Empty: readers see nothing of it."),
    )
    announced_date = models.DateField(_("announced"), null=True, blank=True)
    announced_note = models.CharField(max_length=120, blank=True)
    operating_since = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    audited = Audited(
        (
            "name",
            "type",
            "status",
            "parent_id",
            "city",
            "state_id",
            "coverage",
            "coverages",
            "announced_date",
            "announced_note",
            "operating_since",
            "note",
            *DirectoryRecord.audited_source,
        )
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("type"), FieldPanel("status")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("state")]),
        FieldPanel("coverage"),
        coverages_panel,
        FieldRowPanel([FieldPanel("announced_date"), FieldPanel("operating_since")]),
        FieldPanel("announced_note"),
        FieldPanel("note"),
        DirectoryRecord.source_panel,
        *DirectoryRecord.last_panels,
    ]

    search_fields = [*DirectoryRecord.search_fields, index.SearchField("city")]

    class Meta:
        verbose_name = _("task force")
        verbose_name_plural = _("task forces")
        ordering = ["type", "name", "slug"]

    def __str__(self) -> str:
        if self.name or not self.city:
            return self.name or gettext("Task force without a published name")
        return gettext("Task force in %(city)s, name not published") % {
            "city": self.city
        }

    listed_with = ("state",)

    def listed(self) -> SourceUse:
        address = self.state.url if self.state else "/regions/"
        return SourceUse(str(self), address, says=self.coverage, quotes=self.quoted)

    def covers(self, coverage: Coverage | None) -> bool:
        """
        Return whether its source makes it the regional task force of this coverage.

        Where it is based says nothing about its area; nor do our own inferences.
        The national center, an operation and another model are no regional task force.
        """
        is_stated = coverage is not None and not coverage.is_inferred
        return is_stated and self.type not in {
            RegionType.NATIONAL,
            RegionType.OPERATION,
            RegionType.SEPARATE,
        }

    def clean(self) -> None:
        super().clean()
        if not self.name and self.status != RegionStatus.NOT_PUBLISHED:
            raise ValidationError(
                {
                    "name": _(
                        "Give the name, or set the status to “not published” if there "
                        "is none."
                    )
                }
            )
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError(
                {"parent": _("A task force cannot belong to itself.")}
            )


class RegionCoverage(Coverage):
    """A jurisdiction that a published page says a task force covers."""

    region = ParentalKey(Region, on_delete=models.CASCADE, related_name="coverages")
    owned_by = "region"
