"""
The admin of this room: task forces, partner offices, contacts, lines, places.

`imports.wagtail_hooks` adds import and export to the lists, and registers them as one
group of the menu.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from regions.models import ContactChannel, Jurisdiction, NationalLine, Office, Region
from sources.wagtail_hooks import RetirableViewSet


class ContactViewSet(SnippetViewSet):
    model = ContactChannel
    icon = "mail"
    menu_label = _("Contacts")
    list_display = [
        "value",
        Column("owner", label=_("Whose")),
        "kind",
        "audience",
        Column("trust", label=_("Checking"), accessor="trust.label"),
        "verified_on",
        "review_due",
    ]
    list_filter = ["kind", "audience", "live"]
    search_fields = ["value", "name", "office__name", "region__name"]
    search_backend_name = None


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    menu_label = _("Task forces")
    list_display = ["__str__", "type", "status", "city", "source"]
    list_filter = ["type", "status", "live"]


class OfficeViewSet(SnippetViewSet):
    model = Office
    icon = "home"
    menu_label = _("Partner offices")
    list_display = ["name", "agency", "city", "state"]
    list_filter = ["agency", "state", "live"]


class NationalLineViewSet(SnippetViewSet):
    model = NationalLine
    icon = "mobile-alt"
    menu_label = _("National lines")
    list_display = ["name", "audience", "phone", "source", "verified_on", "review_due"]
    list_filter = ["audience", "is_law_enforcement", "live"]


class JurisdictionViewSet(RetirableViewSet):
    model = Jurisdiction
    icon = "globe"
    menu_label = _("Jurisdictions")
    list_display = ["name", "code", "kind", "is_listed"]
    list_filter = ["kind", "is_listed"]
