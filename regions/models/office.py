"""Offices of partner agencies, and what each covers. They are not the task force."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from agencies.models import AgencyPage
from audit.facts import Audited
from places.cities import city_coordinates
from places.geography import Coordinates
from places.zip_codes import zip_coordinates
from regions.models.coverage import Coverage, coverages_panel
from regions.models.jurisdiction import Jurisdiction
from regions.models.postal_code import read_zip_code
from regions.models.record import DirectoryRecord
from sources.models.source_use import SourceUse


class Office(DirectoryRecord, ClusterableModel):
    """A field office of an agency that takes part in the task force."""

    name = models.CharField(max_length=120, help_text=_("Such as: FBI Albany."))
    agency = models.ForeignKey(
        AgencyPage, on_delete=models.PROTECT, related_name="offices"
    )
    city = models.CharField(
        max_length=60, help_text=_("The city that the office is named after.")
    )
    state = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="offices_based_here"
    )
    postal_city = models.CharField(
        max_length=60,
        blank=True,
        help_text=_("Only if mail goes to another city than the one above."),
    )
    address = models.CharField(
        _("street address"), max_length=200, blank=True, help_text=_("As published.")
    )
    postal_code = models.CharField(_("ZIP code"), max_length=10, blank=True)
    # Taken from the ZIP code or the city, to list the nearest offices first.
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    territory = models.CharField(
        _("area as published"),
        max_length=300,
        blank=True,
        help_text=_("In the words of the source. Empty: readers see nothing of it."),
    )
    website_url = models.URLField(_("web page"), blank=True)
    note = models.TextField(blank=True, help_text=_("Shown to readers."))

    audited = Audited(
        (
            "name",
            "agency_id",
            "city",
            "state_id",
            "address",
            "postal_city",
            "postal_code",
            "website_url",
            "territory",
            "coverages",
            "note",
            *DirectoryRecord.audited_source,
        )
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("agency"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("state")]),
        FieldPanel("address"),
        FieldRowPanel(
            [
                FieldPanel("postal_city"),
                FieldPanel(
                    "postal_code",
                    help_text=_("Five digits, or nine with a hyphen; zeros included."),
                ),
            ]
        ),
        FieldPanel("website_url"),
        FieldPanel("territory"),
        coverages_panel,
        FieldPanel("note"),
        DirectoryRecord.source_panel,
        *DirectoryRecord.last_panels,
    ]

    search_fields = [*DirectoryRecord.search_fields, index.SearchField("city")]

    class Meta:
        verbose_name = _("partner office")
        verbose_name_plural = _("partner offices")
        ordering = ["name"]

    def clean(self) -> None:
        super().clean()
        self.read_postal_code()

    def read_postal_code(self) -> None:
        """
        Complete the ZIP code. Raise ValidationError if it is invalid.

        An import calls it before it compares a row with the record.
        """
        state = self.state.code if self.state_id else ""
        try:
            self.postal_code = read_zip_code(self.postal_code, state)
        except ValidationError as error:
            raise ValidationError({"postal_code": error.messages}) from error

    def tidied_value(self, field: Any, text: str) -> str:
        value = super().tidied_value(field, text)
        # Remove the mark that makes a spreadsheet treat digits as text.
        return value.lstrip("'") if field.name == "address" else value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.latitude, self.longitude = (
            zip_coordinates(self.postal_code[:5])
            or city_coordinates(self.postal_city or self.city, self.state.code)
            or (None, None)
        )
        super().save(*args, **kwargs)

    listed_with = ("state",)

    def listed(self) -> SourceUse:
        return SourceUse(
            self.name, self.state.url, says=self.postal_address, quotes=self.quoted
        )

    @property
    def coordinates(self) -> Coordinates | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Coordinates(self.latitude, self.longitude)

    @property
    def postal_address(self) -> str:
        """Return the published address on one line; empty if no street is published."""
        if not self.address:
            return ""
        place = f"{self.postal_city or self.city}, {self.state.code} {self.postal_code}"
        return f"{self.address}, {place.strip()}"


class OfficeCoverage(Coverage):
    """A jurisdiction that an office covers, or seems to."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="coverages")
    owned_by = "office"
