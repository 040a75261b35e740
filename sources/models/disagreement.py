"""Where sources differ: declared by editors, shown side by side, never averaged."""

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
from sources.models.citing import Use


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
    """A topic on which sources say different things."""

    slug = models.SlugField(
        unique=True, help_text=_("A short permanent name for links to it.")
    )
    topic = models.CharField(
        max_length=120, help_text=_("A few neutral words, such as: Firearms recovered.")
    )
    explanation = models.TextField(
        blank=True,
        help_text=_("What differs, and whether a source explains why. Take no side."),
    )
    order = models.PositiveIntegerField(default=0)

    objects = models.Manager.from_queryset(DisagreementQuerySet)()

    base_form_class = DisagreementForm

    panels = [
        FieldPanel("topic"),
        FieldPanel("explanation"),
        InlinePanel(
            "positions", min_num=2, label=_("Position"), heading=_("Positions")
        ),
        FieldPanel("slug"),
        FieldPanel("order"),
        PublishingPanel(),
    ]

    class Meta:
        ordering = ["order", "topic"]

    def __str__(self) -> str:
        return self.topic

    @property
    def anchor(self) -> str:
        return f"differ-{self.slug}"

    def clean(self) -> None:
        super().clean()
        if self.expire_at and self.pk and self.deletion_refusal():
            raise ValidationError({"expire_at": self.deletion_refusal()})

    def deletion_refusal(self) -> str:
        reasons = (position.keeping_reason() for position in self.positions.all())
        return next(filter(None, reasons), "")


class Position(Orderable, Cited):
    """What one source says about the topic of a disagreement."""

    disagreement = ParentalKey(
        Disagreement, on_delete=models.CASCADE, related_name="positions"
    )
    slug = models.SlugField(
        blank=True,
        help_text=_("Optional. A short name, unique inside this disagreement."),
    )
    says = models.TextField(
        _("says"),
        help_text=_("One neutral sentence that names who says it."),
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

    def listed(self) -> Use:
        topic = self.disagreement
        return Use(
            topic.topic, f"/record/#{topic.anchor}", says=self.says, quotes=self.quoted
        )

    def keeping_reason(self) -> str:
        """Return why it must stay; empty if nothing in the database refers to it."""
        try:
            Collector(using=self._state.db or "default", origin=self).collect([self])
        except models.ProtectedError:
            return gettext(
                "Keep the position “%(says)s”: a published value rests on it."
            ) % {"says": self.says}
        return ""
