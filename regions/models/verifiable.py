"""`Verifiable`: a contact that must be confirmed periodically."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from audit.facts import in_words
from regions.forms import VerifiableForm
from regions.models.record import DirectoryQuerySet, DirectoryRecord


class Trust(models.TextChoices):
    """How far a reader may trust a contact today, best first."""

    VERIFIED = "verified", _("Confirmed")
    UNVERIFIED = "unverified", _("Not yet confirmed")
    STALE = "stale", _("Due for a new check")


class VerifiableQuerySet(DirectoryQuerySet):
    def with_trust(self, trust: str, on: datetime.date | None = None) -> Self:
        """Return those that readers may trust so far; see `Verifiable.trust`."""
        is_stale = models.Q(review_due__isnull=False, review_due__lt=on or localdate())
        if trust == Trust.STALE:
            return self.filter(is_stale)
        never = trust == Trust.UNVERIFIED
        return self.filter(~is_stale, verified_on__isnull=never)

    def due(self, on: datetime.date | None = None) -> Self:
        """Return what was never checked, or should be again; the oldest first."""
        return self.filter(
            models.Q(verified_on__isnull=True)
            | models.Q(review_due__lt=on or localdate())
        ).order_by(
            models.F("review_due").asc(nulls_last=True),
            models.F("verified_on").asc(nulls_first=True),
            models.F("as_of").asc(nulls_first=True),
            "pk",
        )


class Verifiable(DirectoryRecord):
    """
    A published contact with the day on which staff confirmed it.

    Whether it is stale follows from today's date, so no job has to run.
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

    objects: ClassVar[Any] = models.Manager.from_queryset(VerifiableQuerySet)()

    # One person may confirm a contact that did not change.
    fields_for_one_person = frozenset({"verified_on", "verified_by", "review_due"})
    # The fields that a check vouches for: how people reach this contact.
    verified_facts: tuple[str, ...] = ()
    # Those of them that hold numbers and addresses.
    ways: tuple[str, ...] = ()
    # Foreign keys to the records that readers see it with.
    shown_with: tuple[str, ...] = ()
    audited_check = (*DirectoryRecord.audited_source, "verified_on", "review_due")
    # Set by `clean`: the day of a check that no longer counts.
    lost_check: datetime.date | None = None

    last_panels = [
        DirectoryRecord.source_panel,
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
        ),
        *DirectoryRecord.last_panels,
    ]

    base_form_class = VerifiableForm

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        self.drop_lost_check()
        if not self.verified_on:
            return
        if self.verified_on > localdate():
            raise ValidationError(
                {"verified_on": _("This day is still to come. Give a day up to today.")}
            )
        self.review_due = self.review_due or self.next_review(self.verified_on)
        if self.review_due < self.verified_on:
            raise ValidationError(
                {"review_due": _("This is before the day it was confirmed.")}
            )

    def drop_lost_check(self) -> None:
        """Drop the check if the number or address has changed."""
        published = self.published_row()
        # Compare with what readers see, not with the last draft: the editor's form
        # sends the old day again with each autosave.
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
        """Return it as readers see it, or last saw it; None if they never did."""
        seen = models.Q(live=True) | models.Q(first_published_at__isnull=False)
        return type(self)._default_manager.filter(seen, pk=self.pk).first()

    def facts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.verified_facts)

    @staticmethod
    def next_review(day: datetime.date) -> datetime.date:
        return day + datetime.timedelta(days=settings.CONTACT_REVIEW_DAYS)

    def trust(self, on: datetime.date | None = None) -> Trust:
        if self.review_due and self.review_due < (on or localdate()):
            return Trust.STALE
        return Trust.VERIFIED if self.verified_on else Trust.UNVERIFIED

    def trust_text(self, on: datetime.date | None = None) -> str:
        """Return in words and dates how far to trust it."""
        is_confirmed, is_stale = bool(self.verified_on), self.trust(on) == Trust.STALE
        words = {
            (True, True): gettext(
                "Last confirmed on %(confirmed)s; a new check was due by %(due)s"
            ),
            (True, False): gettext("Confirmed on %(confirmed)s"),
            (False, True): gettext(
                "%(source)s (%(date)s); not confirmed; a check was due by %(due)s"
            ),
            (False, False): gettext("%(source)s (%(date)s); not yet confirmed"),
        }
        return words[is_confirmed, is_stale] % {
            "source": self.source.title,
            # The day for which the source says it, or what is known of it.
            "date": in_words(self.as_of) or self.source.date_text,
            "confirmed": in_words(self.verified_on),
            "due": in_words(self.review_due),
        }
