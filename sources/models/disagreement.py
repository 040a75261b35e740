"""Differences between sources: declared by editors, side by side, never averaged."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin

from core.models import PreviewedInPage
from publishing.models import DeletionProtected, Publishable
from sources.forms import DisagreementForm
from sources.models.cited import Cited
from sources.models.source_use import SourceUse


class DifferenceKind(models.TextChoices):
    """How several accounts of one thing relate, in the words that readers see."""

    CONTRADICTION = "contradiction", _("Sources differ")
    COMPATIBLE = "compatible", _("Also reported")
    MEASURE = "measure", _("Counted another way")


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    def published(self) -> "DisagreementQuerySet":
        """Return the published ones with their positions, in the editors' order."""
        return self.filter(live=True).with_positions()

    def with_positions(self) -> "DisagreementQuerySet":
        return self.prefetch_related(
            models.Prefetch(
                "positions", queryset=Position.objects.select_related("source")
            )
        )


class Disagreement(
    Publishable,
    DraftStateMixin,
    RevisionMixin,
    PreviewedInPage,
    DeletionProtected,
    ClusterableModel,
):
    """A topic on which several sources speak, and how what they say relates."""

    slug = models.SlugField(
        unique=True, help_text=_("A short permanent name for links to it.")
    )
    topic = models.CharField(
        max_length=120, help_text=_("A few neutral words, such as: Firearms recovered.")
    )
    kind = models.CharField(
        _("kind of difference"),
        max_length=13,
        choices=DifferenceKind.choices,
        default=DifferenceKind.CONTRADICTION,
        db_default=DifferenceKind.CONTRADICTION,
        help_text=_(
            "“Sources differ”: they cannot all be right, such as July and the end of "
            "August for one start. “Also reported”: all can be right, such as 1,067 "
            "firearms and over 1,000. “Counted another way”: the same thing in other "
            "measures, such as pounds and pills."
        ),
    )
    explanation = models.TextField(
        blank=True,
        help_text=_("State what differs, in one or two sentences. Take no side."),
    )
    order = models.PositiveIntegerField(default=0)

    objects = models.Manager.from_queryset(DisagreementQuerySet)()

    base_form_class = DisagreementForm

    panels = [
        FieldPanel("topic"),
        FieldPanel("kind"),
        FieldPanel("explanation"),
        InlinePanel(
            "positions", min_num=2, label=_("Position"), heading=_("Positions")
        ),
        FieldPanel("slug"),
        FieldPanel("order"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ["order", "topic"]

    def __str__(self) -> str:
        return self.topic

    @property
    def anchor(self) -> str:
        return f"differ-{self.slug}"

    @property
    def url(self) -> str:
        """The permanent address of all that is said about it."""
        return f"/record/differences/#{self.anchor}"

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return a stored version; one without a kind is of the kind it is now."""
        return super().with_content_json({"kind": self.kind} | content)

    def clean(self) -> None:
        super().clean()
        if self.expire_at and self.pk and self.deletion_refusal():
            raise ValidationError({"expire_at": self.deletion_refusal()})

    def deletion_refusal(self) -> str:
        reasons = (position.keeping_reason() for position in self.positions.all())
        return next(filter(None, reasons), "")


class Position(Orderable, Cited):
    """What one source says about the topic of a difference."""

    disagreement = ParentalKey(
        Disagreement, on_delete=models.CASCADE, related_name="positions"
    )
    slug = models.SlugField(
        blank=True,
        help_text=_("Optional. A short name, unique inside this difference."),
    )
    says = models.TextField(
        _("says"),
        help_text=_(
            "One neutral sentence that says what is so. If sources differ, readers see "
            "the name of the source above it."
        ),
    )

    panels = [FieldPanel("says"), *Cited.cited_panels, FieldPanel("slug")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement", "slug"],
                condition=~models.Q(slug=""),
                name="position_slug_unique_in_disagreement",
                violation_error_message=_("Two positions have the same short name."),
            )
        ]

    listed_with = ("disagreement",)

    def __str__(self) -> str:
        return f"{self.disagreement.topic}: {self.source}"

    def listed(self) -> SourceUse:
        topic = self.disagreement
        return SourceUse(topic.topic, topic.url, says=self.says, quotes=self.quoted)

    def keeping_reason(self) -> str:
        """Return why it must stay; empty if nothing in the database refers to it."""
        try:
            Collector(using=self._state.db or "default", origin=self).collect([self])
        except models.ProtectedError:
            return gettext(
                "Keep the position “%(says)s”: a published value rests on it."
            ) % {"says": self.says}
        return ""
