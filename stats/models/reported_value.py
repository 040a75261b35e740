"""What one source says: a number or words, for a period."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.periods import format_period
from sources.models import Cited, Position


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
    CORRECTION = "correction", _("Correction: it was wrong here")
    WORDING = "wording", _("Wording only: the figure is the same")
    WITHDRAWAL = "withdrawal", _("Withdrawal: the source took it back")


class ReportedValue(Cited):
    """
    The facts of a value, as its source gives them.

    Separate from what may be done with it, so that rules can use it alone.
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
        verbose_name=_("side of a difference"),
        help_text=_("If this value is one side of a declared difference."),
    )
    note = models.TextField(
        blank=True, help_text=_("Shown beside the value: how it was read or counted.")
    )
    supersedes = models.OneToOneField(
        "stats.Observation",
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

    class Meta:
        abstract = True

    @property
    def url(self) -> str:
        """The permanent address of this value itself, below its statistic."""
        return f"{self.statistic.url}values/{self.pk}/"

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
    def period_dates(self) -> str:
        """Return the dates that the period covers; empty if the source prints none."""
        if self.period_start is None:
            return ""
        return format_period(
            self.period_start, self.period_end, str(self.period_precision)
        )

    @property
    def period_text(self) -> str:
        """The period for readers; empty if the source states none."""
        words, dates = self.period_words, self.period_dates
        if not dates:
            return words[:1].upper() + words[1:]
        return f"{dates} ({words})" if words else dates
