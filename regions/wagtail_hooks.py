"""The admin of this room: jurisdictions, documented task forces, national lines."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from regions.models import Jurisdiction, NationalLine, Region
from sources.wagtail_hooks import RetirableViewSet


class RegionViewSet(SnippetViewSet):
    model = Region
    icon = "site"
    menu_label = _("Documented task forces")
    list_display = ["name", "type", "city", "source"]
    list_filter = ["type"]


class NationalLineViewSet(SnippetViewSet):
    model = NationalLine
    icon = "mobile-alt"
    menu_label = _("National lines")
    list_display = ["name", "audience", "phone", "source", "as_of"]
    list_filter = ["audience", "is_law_enforcement"]


class JurisdictionViewSet(RetirableViewSet):
    model = Jurisdiction
    icon = "globe"
    menu_label = _("Jurisdictions")
    list_display = ["name", "code", "kind", "is_listed"]
    list_filter = ["kind", "is_listed"]


class DirectoryGroup(SnippetViewSetGroup):
    items = (RegionViewSet, NationalLineViewSet, JurisdictionViewSet)
    menu_label = _("Directory")
    menu_icon = "globe"
    menu_order = 160


register_snippet(DirectoryGroup)
