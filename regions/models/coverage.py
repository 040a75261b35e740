"""`Coverage`: that somebody covers a jurisdiction, or a part of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from core.models import CleanText
from regions.models.jurisdiction import Jurisdiction
from sources.models import Source
from sources.models.source_use import RestsOnSource, SourceUse


class Certainty(models.TextChoices):
    DOCUMENTED = "documented", _("A source says so")
    INFERRED = "inferred", _("We reasoned it from something else")


coverages_panel = InlinePanel("coverages", label=_("Jurisdiction"), heading=_("Covers"))


class Coverage(RestsOnSource, CleanText, Orderable):
    """
    Whole or part of a jurisdiction, in the words of a source.

    `owned_by`: the field that names who covers it.
    """

    owned_by: str

    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    part = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Which part, if not the whole: southeast Texas."),
    )
    counties = models.TextField(
        blank=True,
        help_text=_("Only if a source lists them. Separate them with commas."),
    )
    counties_are_all = models.BooleanField(
        _("these counties are all"),
        default=False,
        db_default=False,
        help_text=_(
            "These counties are all that it covers here; it covers no other. Leave it "
            "open if the source only names some."
        ),
    )
    certainty = models.CharField(
        max_length=10, choices=Certainty.choices, default=Certainty.DOCUMENTED
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("What says so. Empty: the source named at the bottom says it."),
    )

    panels = [
        FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("part")]),
        FieldPanel("counties"),
        FieldPanel("counties_are_all"),
        FieldRowPanel([FieldPanel("certainty"), FieldPanel("source")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return str(self.jurisdiction)

    def clean(self) -> None:
        super().clean()
        # No constraint: the version before can empty the counties, and not this.
        if self.counties_are_all and not self.counties.strip():
            raise ValidationError(
                {"counties_are_all": _("Name the counties, or leave this open.")}
            )

    @classmethod
    def to_list(cls, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return super().to_list(rows).select_related(cls.owned_by, "jurisdiction")

    def listed(self) -> SourceUse:
        place = self.jurisdiction
        return SourceUse(f"{getattr(self, self.owned_by)}: {place}", place.url)

    @property
    def stated_by(self) -> Any:
        """Return its own source, else that of who covers it."""
        return self.source or getattr(self, self.owned_by).source

    @property
    def is_inferred(self) -> bool:
        return self.certainty == Certainty.INFERRED
