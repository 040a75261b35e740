"""The admin of this room: task forces, partner offices, contacts, lines, places."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.reports import register_report
from regions.importing.batch_admin import ImportBatchViewSet, show_imports
from regions.importing.resources import (
    ContactResource,
    PartnerOfficeResource,
    TaskForceResource,
)
from regions.importing.viewsets import ImportableViewSet
from regions.models import (
    ContactChannel,
    Jurisdiction,
    NationalLine,
    Office,
    Region,
)
from regions.verification.admin import DueViewSet
from regions.verification.dashboard import show_contacts_due
from regions.verification.report import ContactsAndChecks
from sources.wagtail_hooks import RetirableViewSet


class ContactViewSet(ImportableViewSet):
    model = ContactChannel
    resource_class = ContactResource
    icon = "mail"
    menu_label = _("Contacts")
    list_display = [
        "value",
        Column("owner", label=_("Whose")),
        "kind",
        "audience",
        Column("trust_label", label=_("Checking")),
        "verified_on",
        "review_due",
    ]
    list_filter = ["kind", "audience", "live"]
    search_fields = ["value", "name", "office__name", "region__name"]
    search_backend_name = None


class RegionViewSet(ImportableViewSet):
    model = Region
    resource_class = TaskForceResource
    icon = "site"
    menu_label = _("Task forces")
    list_display = ["__str__", "type", "status", "city", "source"]
    list_filter = ["type", "status", "live"]


class OfficeViewSet(ImportableViewSet):
    model = Office
    resource_class = PartnerOfficeResource
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


class DirectoryGroup(SnippetViewSetGroup):
    items = (
        DueViewSet,
        ImportBatchViewSet,
        ContactViewSet,
        RegionViewSet,
        OfficeViewSet,
        NationalLineViewSet,
        JurisdictionViewSet,
    )
    menu_label = _("Directory")
    menu_icon = "globe"
    menu_order = 160


register_snippet(DirectoryGroup)

hooks.register("construct_homepage_panels", show_imports)
hooks.register("construct_homepage_panels", show_contacts_due)

register_report(ContactsAndChecks, order=300)
