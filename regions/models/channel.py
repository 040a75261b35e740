"""One way to reach a task force or a partner office: a number or an address."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from audit.facts import Audited
from core.text_cleanup import bare
from regions.models.dialing import is_relay, link_to, phone_number
from regions.models.office import Office
from regions.models.region import Region
from regions.models.verifiable import Verifiable
from sources.models.source_use import SourceUse


class ChannelKind(models.TextChoices):
    PHONE = "phone", _("Phone")
    SHORT_CODE = "short_code", _("Short number")
    TEXT = "text", _("Text message")
    TTY = "tty", _("TTY")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Web page")


class ChannelAudience(models.TextChoices):
    PUBLIC = "public", _("The public")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement")
    VICTIMS = "victims", _("Victims")


def refuse_relay(value: str) -> None:
    if is_relay(value):
        raise ValidationError(
            _(
                "711 is the national relay service. It leads to no office by itself: "
                "callers dial it first, and then the number of the office. Give the "
                "TTY number that the office publishes; if there is none, leave it out."
            )
        )


def refuse_undialable(value: str) -> None:
    if phone_number(value) is None:
        raise ValidationError(_("This is not a telephone number that can be dialed."))


# The first validator that fails explains why readers could not use the value.
VALIDATORS: dict[str, list[Any]] = {
    ChannelKind.PHONE: [refuse_relay, refuse_undialable],
    ChannelKind.TTY: [refuse_relay, refuse_undialable],
    ChannelKind.SHORT_CODE: [
        refuse_relay,
        RegexValidator(
            r"^[0-9]{3,6}\Z", _("A short number has three to six digits, such as 911.")
        ),
    ],
    ChannelKind.EMAIL: [EmailValidator(_("This is not an e-mail address."))],
    ChannelKind.WEB: [
        URLValidator(
            schemes=["https", "http"],
            message=_("Give the whole address, with https://."),
        )
    ],
}


class ContactChannel(Verifiable):
    """
    A number or address of a task force or an office, as a source publishes it.

    The published form is stored and shown; the dialable form is derived from it.
    """

    # Readers see a contact as part of one of these.
    shown_with = ("region", "office")

    slug = models.SlugField(
        unique=True,
        help_text=_("A short permanent name for files, such as fbi-albany-phone."),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("task force"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("partner office"),
    )
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    value = models.CharField(
        _("number or address"),
        max_length=200,
        help_text=_("Exactly as published, letters and dashes kept."),
    )
    audience = models.CharField(
        _("whom it is for"),
        max_length=15,
        choices=ChannelAudience.choices,
        default=ChannelAudience.PUBLIC,
    )
    name = models.CharField(
        _("what it is"),
        max_length=80,
        blank=True,
        help_text=_("Only if the kind does not say it: Duty desk."),
    )
    hours = models.CharField(
        max_length=80, blank=True, help_text=_("Empty: readers see nothing of it.")
    )
    order = models.PositiveIntegerField(default=100)
    verified_facts = ("region_id", "office_id", "kind", "value", "audience", "hours")
    ways = ("value",)
    audited = Audited((*verified_facts, "name", *Verifiable.audited_check))

    panels = [
        FieldRowPanel(
            [FieldPanel("region"), FieldPanel("office")],
            heading=_("Whose contact it is"),
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
        FieldPanel("value"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("order")]),
        *Verifiable.last_panels,
    ]

    search_fields = [
        index.SearchField("value"),
        index.AutocompleteField("value"),
        index.SearchField("name"),
        index.RelatedFields("office", [index.SearchField("name")]),
        index.RelatedFields("region", [index.SearchField("name")]),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["order", "kind", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__isnull=True) ^ models.Q(office__isnull=True),
                name="contact_channel_has_one_owner",
                violation_error_message=_(
                    "Choose a task force or a partner office: one of them, not both."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.value}"

    def clean(self) -> None:
        super().clean()
        try:
            for validate in VALIDATORS.get(self.kind, ()):
                validate(self.value)
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error

    def tidied_value(self, field: Any, text: str) -> str:
        value = super().tidied_value(field, text)
        if field.name != "value" or self.kind == ChannelKind.TEXT:
            return value
        # Spreadsheets mark numbers as text or add decimals; remove both.
        return re.sub(r"^([0-9]+)\.0+$", r"\1", bare(value))

    listed_with = ("region__state", "office__state")

    def listed(self) -> SourceUse:
        state = self.owner and self.owner.state
        address = state.url if state else "/regions/"
        return SourceUse(str(self), address, says=self.label, quotes=self.quoted)

    @property
    def owner(self) -> Region | Office | None:
        return self.region or self.office

    @property
    def label(self) -> str:
        """Return what it is: its own name, else its kind."""
        return self.name or self.get_kind_display()

    @property
    def href(self) -> str:
        """Return the link that calls, texts or writes; empty if none is safe."""
        return link_to(self.kind, self.value)
