"""One value of a statistic, as one source published it. Frozen once published."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PublishingPanel,
)
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from audit.facts import Audited
from core.models import PreviewedInPage
from core.periods import format_period
from publishing.models import DeletionProtected, Drafted
from sources.models import Cited, Position
from stats import checks
from stats.admin.panels import ReplacesPanel, WordingPanel
from stats.confirming import refuse_unconfirmed
from stats.forms import ObservationForm


class Qualifier(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more_than", _("more than")
    NEARLY = "nearly", _("nearly")
    AT_LEAST = "at_least", _("at least")


class PeriodPrecision(models.TextChoices):
    DAY = "day", _("Exact days")
    MONTH = "month", _("Months")
    FISCAL_YEAR = "fiscal_year", _("Fiscal year")
    WORDS = "range_words", _("Only the words of the source")
    NOT_STATED = "not_stated", _("Not stated")


class ChangeKind(models.TextChoices):
    UPDATE = "update", _("New period: the source published a newer figure")
    REVISION = "revision", _("Revision: the source changed its own figure")
    CORRECTION = "correction", _("Correction: this site had it wrong")
    WORDING = "wording", _("Wording only: the figure is the same")
    WITHDRAWAL = "withdrawal", _("Withdrawal: the source took it back")


class ObservationQuerySet(models.QuerySet["Observation"]):
    def published(self, at: datetime.datetime | None = None) -> "ObservationQuerySet":
        """Give what is published; with `at`, only what was so at that moment."""
        found = self.filter(live=True)
        return found if at is None else found.filter(first_published_at__lte=at)

    def current(self, at: datetime.datetime | None = None) -> "ObservationQuerySet":
        """Give published values that no other has replaced, and none taken back."""
        newer = Observation.objects.published(at).filter(
            supersedes=models.OuterRef("pk")
        )
        standing = self.published(at).exclude(change_kind=ChangeKind.WITHDRAWAL)
        return standing.filter(~models.Exists(newer))

    def changes(self) -> "ObservationQuerySet":
        """Give published values that replaced another, the newest first."""
        return (
            self.published()
            .filter(supersedes__isnull=False)
            .select_related("statistic__programme", "source", "supersedes__source")
            .order_by("-first_published_at", "-pk")
        )

    def with_provenance(
        self, at: datetime.datetime | None = None
    ) -> "ObservationQuerySet":
        """
        Load sources and disagreements, in the order of the source register.

        `seen_at`: the moment at which a reader looks at them; None is now.
        """
        moment = models.Value(at, output_field=models.DateTimeField(null=True))
        return (
            self.select_related("source", "position__disagreement")
            .annotate(seen_at=moment)
            .order_by("source__number", "pk")
        )


class Observation(
    Drafted,
    PreviewedInPage,
    Cited,
    DeletionProtected,
):
    """
    A number, or words, that one source gives for a statistic.

    Once published it never changes. A change is a new observation that `supersedes`
    this one, with its kind and a public reason, so every earlier value stays readable.
    """

    statistic = models.ForeignKey(
        "stats.Statistic",
        on_delete=models.PROTECT,
        related_name="observations",
        help_text=_("What is counted, and in brackets whose count it is."),
    )
    number = models.DecimalField(
        max_digits=15,  # what SQLite keeps exactly, too
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("For charts and sorting. Leave empty to take it from the wording."),
    )
    upper_bound = models.DecimalField(
        max_digits=15,  # what SQLite keeps exactly, too
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Only for a range, such as 20 to 30: its higher number."),
    )
    words = models.CharField(
        max_length=200,
        blank=True,
        help_text=_(
            "Only where the source gives no number: its words, such as “hundreds”. "
            "Leave empty to take them from the wording."
        ),
    )
    qualifier = models.CharField(
        _("how exact"),
        max_length=10,
        choices=Qualifier.choices,
        default=Qualifier.EXACTLY,
        help_text=_("Charts show whether a number is rounded or open at the top."),
    )
    as_published = models.CharField(
        _("as published"),
        max_length=120,
        help_text=_(
            "The words that readers see, just as the source prints them: more than "
            "345; $1.2 million. The number is worked out from them."
        ),
    )
    also_stated_as = models.CharField(
        max_length=120,
        blank=True,
        help_text=_(
            "Only where the source gives the same amount in another unit, too: 91 "
            "metric tons."
        ),
    )
    period_start = models.DateField(
        _("first day"),
        null=True,
        blank=True,
        help_text=_("For months: any day of the first month."),
    )
    period_end = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_(
            "For months: any day of the last month. Empty if there is one only."
        ),
    )
    period_precision = models.CharField(
        _("how the source gives the period"),
        max_length=12,
        choices=PeriodPrecision.choices,
        default=PeriodPrecision.NOT_STATED,
        help_text=_("Readers see the period no more exactly than this."),
    )
    period_words = models.CharField(
        _("period in words"),
        max_length=120,
        blank=True,
        help_text=_("In the words of the source: six weeks; fiscal year 2024."),
    )
    is_year_inferred = models.BooleanField(
        _("the year is inferred"),
        default=False,
        help_text=_("Tick if the source prints no year. Readers are told."),
    )
    confirmed_wording = models.TextField(
        _("confirmed"),
        blank=True,
        default="",
        db_default="",
        help_text=_("The odd change that a person has confirmed, and nothing else."),
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("position in a disagreement"),
        help_text=_("If this value is one side of a declared disagreement."),
    )
    note = models.TextField(
        blank=True, help_text=_("Shown beside the value: how it was read or counted.")
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        help_text=_("The earlier value that this one replaces."),
        error_messages={
            "unique": _("That value has been replaced already. Replace the newest one.")
        },
    )
    change_kind = models.CharField(
        _("kind of change"), max_length=12, choices=ChangeKind.choices, blank=True
    )
    change_reason = models.CharField(
        _("reason for the change"),
        max_length=300,
        blank=True,
        help_text=_("Public. One sentence that a reader can check."),
    )

    objects = models.Manager.from_queryset(ObservationQuerySet)()

    base_form_class = ObservationForm

    # The words and values that publishing freezes.
    FACTS = (
        "statistic_id",
        "number",
        "upper_bound",
        "words",
        "qualifier",
        "as_published",
        "confirmed_wording",
        "also_stated_as",
        "source_id",
        "quote",
        "as_of",
        "period_start",
        "period_end",
        "period_precision",
        "period_words",
        "is_year_inferred",
        "position_id",
        "note",
        "supersedes_id",
        "change_kind",
        "change_reason",
    )

    audited = Audited(
        FACTS,
        replaces="supersedes",
        of_the_change=(
            "supersedes_id",
            "change_kind",
            "change_reason",
            "confirmed_wording",
        ),
    )

    panels = [
        HelpPanel(
            _(
                "A published value is never edited, so that nobody has to wonder what "
                "it said yesterday. To change one, choose “Replace with a new value” "
                "and say why."
            ),
            template="stats/admin/help.html",
        ),
        ReplacesPanel(heading=_("Earlier and new")),
        FieldPanel("statistic"),
        WordingPanel("as_published"),
        MultiFieldPanel(Cited.cited_panels, heading=_("Source")),
        MultiFieldPanel(
            [
                FieldPanel("period_precision"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
                FieldPanel("period_words"),
                FieldPanel("is_year_inferred"),
            ],
            heading=_("Period"),
        ),
        MultiFieldPanel(
            [FieldPanel("change_kind"), FieldPanel("change_reason")],
            heading=_("Why it replaces the earlier value"),
            help_text=_("Leave both empty for the first value of a statistic."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("qualifier")]),
                FieldRowPanel([FieldPanel("upper_bound"), FieldPanel("words")]),
                FieldPanel("also_stated_as"),
                FieldPanel("note"),
                FieldPanel("position"),
                FieldPanel("supersedes"),
            ],
            heading=_("Seldom needed"),
            classname="collapsed",
        ),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=False)
                | ~models.Q(words="")
                | models.Q(change_kind=ChangeKind.WITHDRAWAL),
                name="observation_has_number_or_words",
                violation_error_message=_("Give a number, or words if there is none."),
            ),
            models.CheckConstraint(
                condition=models.Q(upper_bound__isnull=True)
                | models.Q(upper_bound__gt=models.F("number")),
                name="observation_upper_bound_above_number",
                violation_error_message=_("The upper bound must be above the number."),
            ),
            models.CheckConstraint(
                condition=models.Q(period_end__isnull=True)
                | models.Q(period_end__gte=models.F("period_start")),
                name="observation_period_in_order",
                violation_error_message=_("The period ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statistic}: {self.as_published}"

    def clean(self) -> None:
        super().clean()
        self.refuse_change()
        errors = checks.all_errors(self) | self.replacement_errors()
        if self.is_update_without_new_period():
            errors["change_kind"] = _(
                "The period is that of the earlier value, so this is no newer figure. "
                "Change the dates, or choose “Revision”."
            )
        if self.expire_at:
            errors["expire_at"] = _("A published value does not expire. Replace it.")
        if errors:
            raise ValidationError(errors)

    def replacement_errors(self) -> dict[str, Any]:
        """Check that a replacement says what it replaces, and why."""
        errors: dict[str, Any] = {}
        if self.supersedes_id and not self.change_kind:
            errors["change_kind"] = _("Say what kind of change this is.")
        if self.supersedes_id and not self.change_reason:
            errors["change_reason"] = _("Say why the earlier value was replaced.")
        if (
            self.change_kind == ChangeKind.WORDING
            and self.supersedes
            and self.supersedes.number != self.number
        ):
            errors["change_kind"] = _(
                "The number differs, so more than the wording changed. Choose another."
            )
        if self.change_kind and not self.supersedes_id:
            errors["supersedes"] = _("Choose the value that this one replaces.")
        if self.supersedes and self.supersedes.statistic_id != self.statistic_id:
            errors["supersedes"] = _("Choose a value of the same statistic.")
        if self.supersedes and not self.supersedes.is_published:
            errors["supersedes"] = _("Only a published value can be replaced.")
        if self.supersedes_id and self.supersedes_id == self.pk:
            errors["supersedes"] = _("A value cannot replace itself.")
        return errors

    def is_update_without_new_period(self) -> bool:
        return bool(
            self.change_kind == ChangeKind.UPDATE
            and self.supersedes
            and self.period_end
            and self.period == self.supersedes.period
        )

    def refuse_change(self) -> None:
        """Raise ValidationError if a published fact would differ or disappear."""
        if not self.pk:
            return
        stored = Observation.objects.filter(
            pk=self.pk, first_published_at__isnull=False
        ).first()
        if stored is None:
            return
        changed = [f for f in self.FACTS if getattr(stored, f) != getattr(self, f)]
        if changed or (stored.live and not self.live):
            raise ValidationError(self.frozen_message())

    def frozen_message(self) -> str:
        return gettext(
            "“%(value)s” has been published and cannot be changed or taken back. "
            "Publish a new value that replaces it, with a reason."
        ) % {"value": self}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_change()
        if self.live and not self.is_published and get_active_log_context().user:
            refuse_unconfirmed(self)
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """
        Publish, unless a person or a schedule would make something odd public.

        As in `FourEyes`, what has no person passes, such as the fixtures: they were
        looked at when they were written.
        """
        is_scheduled = kwargs.get("log_action") == "wagtail.publish.scheduled"
        if user or is_scheduled or get_active_log_context().user:
            refuse_unconfirmed(revision.as_object())
        return super().publish(revision, user=user, **kwargs)

    def deletion_refusal(self) -> str:
        return self.frozen_message() if self.is_published else ""

    @property
    def is_published(self) -> bool:
        return self.first_published_at is not None

    @property
    def period(self) -> tuple[datetime.date | None, datetime.date | None, str]:
        return (self.period_start, self.period_end, str(self.period_precision))

    @property
    def unit(self) -> str:
        """The statistic's unit, unless the published wording names it already."""
        unit = self.statistic.unit
        wording = self.as_published.lower()
        named = unit and unit.split()[-1].lower() in wording
        return "" if named or "$" in wording else unit

    @property
    def value_text(self) -> str:
        """The value as published; the unit only where the label does not say it."""
        if self.unit and self.unit.lower() not in self.statistic.label.lower():
            return f"{self.as_published} {self.unit}"
        return self.as_published

    @property
    def new_and_old(self) -> tuple[str, str]:
        """
        Return this value and the one it replaces, in words that tell them apart.

        With the same wording in both, what differs besides stands behind a dot: it may
        have parentheses of its own.
        """
        old = self.supersedes
        if old is None:
            return self.as_published, ""
        if self.as_published == old.as_published:
            for mine, theirs in (
                (self.period_text, old.period_text),
                (self.source.title, old.source.title),
            ):
                if mine != theirs:
                    none = gettext("period not stated")
                    return (
                        f"{self.as_published} · {mine or none}",
                        f"{old.as_published} · {theirs or none}",
                    )
        return self.as_published, old.as_published

    @property
    def period_text(self) -> str:
        """The period for readers; empty if the source states none."""
        words = self.period_words
        if self.period_start is None:
            return words[:1].upper() + words[1:]
        dates = format_period(
            self.period_start, self.period_end, str(self.period_precision)
        )
        return f"{dates} ({words})" if words else dates

    @property
    def published_date(self) -> datetime.date | None:
        """Give the day on which readers saw it first, by the site's own clock."""
        return self.first_published_at and timezone.localdate(self.first_published_at)
