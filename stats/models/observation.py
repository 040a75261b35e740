"""One value of a statistic, as one source published it. Frozen once published."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from audit.facts import Audited
from core.models import PreviewedInPage
from publishing.models import DeletionProtected, Drafted
from sources.models import Disagreement
from sources.models.source_use import SourceUse
from stats.models import checks
from stats.models.confirming import refuse_unconfirmed
from stats.models.reported_value import ChangeKind, ReportedValue


class ObservationQuerySet(models.QuerySet["Observation"]):
    def published(self, at: datetime.datetime | None = None) -> "ObservationQuerySet":
        """Return published values; with `at`, those published at that moment."""
        found = self.filter(live=True)
        return found if at is None else found.filter(first_published_at__lte=at)

    def current(self, at: datetime.datetime | None = None) -> "ObservationQuerySet":
        """Return published values that are neither superseded nor withdrawn."""
        newer = Observation.objects.published(at).filter(
            supersedes=models.OuterRef("pk")
        )
        standing = self.published(at).exclude(change_kind=ChangeKind.WITHDRAWAL)
        return standing.filter(~models.Exists(newer))

    def changes(self) -> "ObservationQuerySet":
        """Return published values that superseded another, newest first."""
        return (
            self.published()
            .filter(supersedes__isnull=False)
            .select_related("statistic__program", "source", "supersedes__source")
            .order_by("-first_published_at", "-pk")
        )

    def with_provenance(self) -> "ObservationQuerySet":
        """Load sources and differences, in the order of the source register."""
        found = self.select_related("source", "position__disagreement")
        return found.order_by("source__number", "pk")


class Observation(
    Drafted,
    PreviewedInPage,
    ReportedValue,
    DeletionProtected,
):
    """
    A number, or words, that one source gives for a statistic.

    Once published it never changes. A change is a new observation that `supersedes`
    this one, with its kind and a public reason, so every earlier value stays readable.
    """

    objects = models.Manager.from_queryset(ObservationQuerySet)()

    # The fields that publishing freezes.
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
        errors = (
            checks.wording_errors(self)
            | checks.unit_errors(self)
            | checks.period_errors(self)
            | self.replacement_errors()
        )
        if errors:
            raise ValidationError(errors)

    def replacement_errors(self) -> dict[str, Any]:
        """Check that a replacement says what it replaces, and why."""
        old, kind = self.supersedes, self.change_kind
        is_update = kind == ChangeKind.UPDATE and self.period_end
        rules = [
            (old and not kind, "change_kind", _("Say what kind of change this is.")),
            (
                old and not self.change_reason,
                "change_reason",
                _("Say why the earlier value was replaced."),
            ),
            (
                kind == ChangeKind.WORDING and old and old.number != self.number,
                "change_kind",
                _(
                    "The number differs, so more than the wording changed. Choose "
                    "another."
                ),
            ),
            (
                is_update and old and old.period == self.period,
                "change_kind",
                _(
                    "The period is that of the earlier value, so this is no newer "
                    "figure. Change the dates, or choose “Revision”."
                ),
            ),
            (
                kind and not old,
                "supersedes",
                _("Choose the value that this one replaces."),
            ),
            (
                old and old.statistic_id != self.statistic_id,
                "supersedes",
                _("Choose a value of the same statistic."),
            ),
            (
                old and not old.is_published,
                "supersedes",
                _("Only a published value can be replaced."),
            ),
            (
                old and old.pk == self.pk,
                "supersedes",
                _("A value cannot replace itself."),
            ),
            (
                self.expire_at,
                "expire_at",
                _("A published value does not expire. Replace it."),
            ),
        ]
        return {name: message for is_broken, name, message in rules if is_broken}

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
        Publish, unless a user or the scheduler would make something odd public.

        As in `FourEyes`, acts without a user pass, such as the fixtures: they were
        reviewed when they were written.
        """
        is_scheduled = kwargs.get("log_action") == "wagtail.publish.scheduled"
        if user or is_scheduled or get_active_log_context().user:
            refuse_unconfirmed(revision.as_object())
        return super().publish(revision, user=user, **kwargs)

    def deletion_refusal(self) -> str:
        return self.frozen_message() if self.is_published else ""

    listed_with = ("statistic__program",)

    @classmethod
    def to_list(cls, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        newer = cls.objects.published().filter(supersedes=models.OuterRef("pk"))
        return (
            super()
            .to_list(rows)
            .annotate(is_replaced=models.Exists(newer))
            .order_by("statistic__program__order", "statistic__order", "pk")
        )

    def listed(self) -> SourceUse:
        said = [self.value_text, self.period_text]
        if getattr(self, "is_replaced", False):
            said.append(gettext("replaced since"))
        counted = self.statistic
        return SourceUse(
            counted.label if counted.program.is_own else str(counted),
            f"{counted.url}#value-{self.pk}",
            says="; ".join(filter(None, said)),
            quotes=self.quoted,
        )

    @property
    def is_published(self) -> bool:
        return self.first_published_at is not None

    @property
    def difference(self) -> Disagreement | None:
        """Return the published difference that it is one side of, if any."""
        topic = self.position and self.position.disagreement
        return topic if topic and topic.live else None

    @property
    def new_and_old(self) -> tuple[str, str]:
        """
        Return this value and the one it replaces, in words that tell them apart.

        If the wording is the same, other differences follow a dot, because they may
        have parentheses of their own.
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
                    return (
                        " · ".join(filter(None, (self.as_published, mine))),
                        " · ".join(filter(None, (old.as_published, theirs))),
                    )
        return self.as_published, old.as_published

    @property
    def published_date(self) -> datetime.date | None:
        """Return the day readers first saw it, in the site's time zone."""
        return self.first_published_at and timezone.localdate(self.first_published_at)
