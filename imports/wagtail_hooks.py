"""The directory in the admin: a group of the menu, with lists that can be imported."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from imports.admin import ImportableViewSet, ImportBatchViewSet, show_imports
from imports.importers import ContactImporter, OfficeImporter, TaskForceImporter
from regions.wagtail_hooks import (
    ContactViewSet,
    JurisdictionViewSet,
    NationalLineViewSet,
    OfficeViewSet,
    RegionViewSet,
)
from verification.admin import DueViewSet


class ImportableContacts(ImportableViewSet, ContactViewSet):
    importer = ContactImporter


class ImportableTaskForces(ImportableViewSet, RegionViewSet):
    importer = TaskForceImporter


class ImportableOffices(ImportableViewSet, OfficeViewSet):
    importer = OfficeImporter


class DirectoryGroup(SnippetViewSetGroup):
    items = (
        DueViewSet,
        ImportBatchViewSet,
        ImportableContacts,
        ImportableTaskForces,
        ImportableOffices,
        NationalLineViewSet,
        JurisdictionViewSet,
    )
    menu_label = _("Directory")
    menu_icon = "globe"
    menu_order = 160


register_snippet(DirectoryGroup)
hooks.register("construct_homepage_panels", show_imports)
