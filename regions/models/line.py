"""National telephone and web lines, each with the source that publishes it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from audit.facts import Audited
from publishing.refusals import Refusal
from regions.models.dialing import is_same_number, sms, tel_for_digits
from regions.models.verifiable import Verifiable
from sources.models.source_use import SourceUse


class Audience(models.TextChoices):
    EMERGENCY = "emergency", _("Emergency")
    VICTIM = "victim", _("Help for victims and survivors")
    CRISIS = "crisis", _("Somebody to talk to")
    REPORT = "report", _("Report a crime or send a tip")


# Each returns why a line must stay public; empty if it need not.
KEEPERS: list[Callable[["NationalLine"], str]] = []


class NeededLineError(Refusal):
    """A line would be taken off the site that something leads to."""

    def __init__(self, reason: str) -> None:
        self.message = reason
        super().__init__()


class NationalLine(Verifiable):
    """A line that people in the whole country can call, text or write to."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    audience = models.CharField(
        _("whom it is for"), max_length=10, choices=Audience.choices
    )
    order = models.PositiveIntegerField(default=100)
    phone = models.CharField(
        max_length=40, blank=True, help_text=_("As published, letters kept.")
    )
    phone_dial = models.CharField(
        _("digits to dial"),
        max_length=15,
        blank=True,
        help_text=_("Only digits, for the link that calls it."),
    )
    text = models.CharField(
        _("text message"),
        max_length=80,
        blank=True,
        help_text=_("As published, such as: Text HELP to 233733."),
    )
    website_url = models.URLField(_("website"), blank=True)
    situation = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("In two or three words, on the first screen of Get help."),
    )
    purpose = models.CharField(max_length=200, help_text=_("What it is for."))
    answered_by = models.CharField(
        max_length=120, blank=True, help_text=_("Who answers, if the source says so.")
    )
    is_law_enforcement = models.BooleanField(
        _("law enforcement answers"),
        null=True,
        blank=True,
        help_text=_("Readers are told. Leave unknown where the source does not say."),
    )
    hours = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    verified_facts = (
        "audience",
        "phone",
        "phone_dial",
        "text",
        "website_url",
        "answered_by",
        "is_law_enforcement",
        "hours",
    )
    ways = ("phone", "text", "website_url")
    # What kind of contact it is, in lists of all contacts.
    label = _("National line")
    audited = Audited(
        (
            "name",
            "situation",
            "purpose",
            *verified_facts,
            "note",
            *Verifiable.audited_check,
        )
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("order")]),
        FieldPanel("situation"),
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_dial")]),
        FieldPanel("text"),
        FieldPanel("website_url"),
        FieldRowPanel([FieldPanel("answered_by"), FieldPanel("is_law_enforcement")]),
        FieldPanel("hours"),
        FieldPanel("note"),
        *Verifiable.last_panels,
    ]

    search_fields = [*Verifiable.search_fields, index.SearchField("phone")]

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(website_url=""),
                name="national_line_can_be_reached",
                violation_error_message=_("Give a telephone number or a website."),
            ),
            models.CheckConstraint(
                condition=models.Q(phone_dial__regex=r"^\d*$"),
                name="national_line_dials_digits",
                violation_error_message=_("Digits to dial: use digits only."),
            ),
        ]

    def why_needed(self) -> str:
        """Return why it must stay public; empty if nothing leads to it."""
        reasons = (keeper(self) for keeper in KEEPERS if self.pk)
        return next(filter(None, reasons), "")

    def deletion_refusal(self) -> str:
        return self.why_needed() or super().deletion_refusal()

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = None if self.live else self.stored()
        if stored and stored.live and (reason := self.why_needed()):
            raise NeededLineError(reason)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.check_digits()
        if self.expire_at and (reason := self.why_needed()):
            raise ValidationError({"expire_at": reason})
        stored = self.stored()
        if stored and stored.slug != self.slug and stored.why_needed():
            problem = _("People in danger are led to this line by this name. Keep it.")
            raise ValidationError({"slug": problem})

    def check_digits(self) -> None:
        if not self.phone_dial.isascii() or not self.phone_dial.isdigit():
            return  # nothing to dial, or the constraint reports it
        if not tel_for_digits(self.phone_dial):
            problem = _(
                "This is no whole number. Give ten digits, or a short number of the "
                "whole country, such as 911 or 988."
            )
            raise ValidationError({"phone_dial": problem})
        if self.phone and not is_same_number(self.phone, self.phone_dial):
            problem = _(
                "These digits would call another number than the one published."
            )
            raise ValidationError({"phone_dial": problem})

    def listed(self) -> SourceUse:
        said = " · ".join(filter(None, [self.phone, self.text]))
        return SourceUse(self.name, "/help/", says=said, quotes=self.quoted)

    @property
    def call_link(self) -> str:
        """Return the link that calls the number that is shown, if there is one."""
        return tel_for_digits(self.phone_dial) if self.phone else ""

    @property
    def text_link(self) -> str:
        """Return the link that texts the number in `text`, if it is a plain one."""
        return sms(self.text)
