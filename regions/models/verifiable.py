"""`Checked`: a contact that somebody has to confirm again and again."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sources.models import Cited


class Trust(models.TextChoices):
    """How far a reader may trust a contact today."""

    VERIFIED = "verified", _("Confirmed")
    UNVERIFIED = "unverified", _("Not yet confirmed")
    STALE = "stale", _("Due for a new check")


class CheckedQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        return self.filter(live=True)

    def with_trust(self, trust: str, on: datetime.date | None = None) -> Self:
        """Give those that readers may trust so far; see `Checked.trust`."""
        is_stale = Q(review_due__isnull=False, review_due__lt=on or today())
        if trust == Trust.STALE:
            return self.filter(is_stale)
        never = trust == Trust.UNVERIFIED
        return self.filter(~is_stale, verified_on__isnull=never)

    def due(self, on: datetime.date | None = None) -> Self:
        """Give what was never checked, or should be again; the oldest first."""
        return self.filter(
            Q(verified_on__isnull=True) | Q(review_due__lt=on or today())
        ).order_by(
            F("review_due").asc(nulls_last=True),
            F("verified_on").asc(nulls_first=True),
            F("as_of").asc(nulls_first=True),
            "pk",
        )


class Checked(Cited):
    """
    A published contact with the day on which staff confirmed it.

    Whether it is stale follows from today's date, so nothing has to run for it.
    """

    verified_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        help_text=_(
            "The day somebody of this office checked it, by calling or by looking. "
            "Leave empty if nobody has. Readers see the date. If you change the number "
            "or address, an earlier day no longer counts and is taken away."
        ),
    )
    verified_by = models.CharField(
        _("confirmed by"),
        max_length=150,
        blank=True,
        help_text=_(
            "Who checked it; your name if you leave it empty. Readers do not see this."
        ),
    )
    review_due = models.DateField(
        _("check again after"),
        null=True,
        blank=True,
        help_text=_(
            "From the day after, readers are told that it is due for a new check. "
            "Filled in by itself when you give the day it was confirmed."
        ),
    )

    # One person may confirm a contact that did not change.
    fields_for_one_person = frozenset({"verified_on", "verified_by", "review_due"})
    # What a check vouches for: the fields by which people reach it.
    checked_facts: tuple[str, ...] = ()
    # What its history tells of besides.
    audited_facts = ("source_id", "quote", "as_of", "verified_on", "review_due")
    # The day of the check that the last `clean` found to count no longer.
    lost_check: datetime.date | None = None

    checked_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("verified_on"),
                        FieldPanel(
                            "verified_by",
                            read_only=True,
                            help_text=_(
                                "The name of whoever enters the day, filled in when it "
                                "is saved. Readers do not see this."
                            ),
                        ),
                    ]
                ),
                FieldPanel("review_due"),
            ],
            heading=_("Checking"),
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.keep_check_true()
        if self.verified_on and self.verified_on > today():
            raise ValidationError(
                {"verified_on": _("This day is still to come. Give a day up to today.")}
            )
        if self.verified_on and not self.review_due:
            self.review_due = self.next_review(self.verified_on)
        if self.verified_on and self.review_due and self.review_due < self.verified_on:
            raise ValidationError(
                {"review_due": _("This is before the day it was confirmed.")}
            )

    def keep_check_true(self) -> None:
        """Drop the check of a number or address that is no longer there."""
        published = self.published_row()
        # Compared with what readers see, not with the last draft: the editor's form
        # sends the old day again each time it saves a draft by itself.
        if (
            published is None
            or self.facts() == published.facts()
            or self.verified_on not in {None, published.verified_on}
        ):
            return
        self.lost_check = published.verified_on
        if self.verified_on:
            self.verified_on, self.verified_by, self.review_due = None, "", None

    def published_row(self) -> Any:
        """Give it as readers see it, or saw it last; None if they never did."""
        if self.pk is None:
            return None
        return (
            type(self)
            ._default_manager.filter(pk=self.pk)
            .filter(Q(live=True) | Q(first_published_at__isnull=False))
            .first()
        )

    def facts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.checked_facts)

    @staticmethod
    def next_review(day: datetime.date) -> datetime.date:
        return day + datetime.timedelta(days=settings.CONTACT_REVIEW_DAYS)

    def trust(self, on: datetime.date | None = None) -> Trust:
        if self.review_due and self.review_due < (on or today()):
            return Trust.STALE
        return Trust.VERIFIED if self.verified_on else Trust.UNVERIFIED

    def trust_text(self, on: datetime.date | None = None) -> str:
        """Say in words and dates how far to trust it."""
        is_stale = self.trust(on) == Trust.STALE
        told = {
            "source": self.source.title,
            "date": self.source_day,
            "confirmed": self.verified_on and in_words(self.verified_on),
            "due": self.review_due and in_words(self.review_due),
        }
        if self.verified_on and is_stale:
            words = gettext(
                "Last confirmed on %(confirmed)s; a new check was due by %(due)s"
            )
        elif self.verified_on:
            words = gettext("Confirmed on %(confirmed)s")
        elif is_stale:
            words = gettext(
                "%(source)s (%(date)s); not confirmed; a check was due by %(due)s"
            )
        else:
            words = gettext("%(source)s (%(date)s); not yet confirmed")
        return words % told

    @property
    def source_day(self) -> str:
        """Give the day for which the source says it, or what is known of that day."""
        return in_words(self.as_of) if self.as_of else self.source.date_text

    @property
    def trust_label(self) -> str:
        """Give today's trust in words, for lists in the admin."""
        return str(self.trust().label)


def in_words(day: datetime.date) -> str:
    return date_format(day, "F j, Y")


def today() -> datetime.date:
    """Give the day by the site's own clock, America/New_York."""
    return timezone.localdate()
