"""The admin of this app: source register, differences, image operations."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import InUseChooserViewSet, Looking, MoreColumns
from sources.citations.rich_text import register_citation
from sources.citations.window import (
    ABOUT_A_SOURCE,
    CHOOSER,
    CitationChooserViewSet,
)
from sources.models import Disagreement, Position, Source
from sources.pictures import PlainOperation


class RetirablePolicy(ModelPermissionPolicy):
    """Retirable records cannot be deleted, so no button offers it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class RetirableViewSet(SnippetViewSet):
    """The admin of a model that is retired, never deleted."""

    chooser_viewset_class = InUseChooserViewSet

    @property
    def permission_policy(self) -> RetirablePolicy:
        return RetirablePolicy(self.model)


hooks.register("register_rich_text_features", register_citation)
hooks.register("register_admin_viewset", lambda: CitationChooserViewSet(CHOOSER))
hooks.register("register_image_operations", lambda: [("plain", PlainOperation)])


class SourceChooserViewSet(InUseChooserViewSet):
    more_columns = ABOUT_A_SOURCE


class SourceViewSet(RetirableViewSet):
    model = Source
    chooser_viewset_class = SourceChooserViewSet
    icon = "doc-full-inverse"
    menu_label = _("Sources")
    list_display = ["title", "publisher", "kind", "date", "number", "is_retired"]
    list_filter = ["kind", "is_retired"]
    ordering = ["number"]


class ChoosePosition(MoreColumns, ChooseView):
    pass


class ChoosePositionResults(MoreColumns, ChooseResultsView):
    pass


class PositionChooserViewSet(Looking, ChooserViewSet):
    """Positions are edited inside their difference, and chosen individually."""

    model = Position
    icon = "resubmit"
    choose_one_text = _("Choose a position")
    choose_another_text = _("Choose another position")
    choose_view_class = ChoosePosition
    choose_results_view_class = ChoosePositionResults
    looked_in = ("disagreement__topic", "source__title")
    more_columns = [Column("says", label=_("Says"))]

    def get_object_list(self) -> models.QuerySet[Position]:
        return Position.objects.select_related("disagreement", "source").order_by(
            "disagreement__order", "sort_order"
        )


hooks.register(
    "register_admin_viewset", lambda: PositionChooserViewSet("position_chooser")
)


class DisagreementViewSet(SnippetViewSet):
    model = Disagreement
    icon = "resubmit"
    menu_label = _("Differences")
    list_display = ["topic", "kind", "live"]
    list_filter = ["kind", "live"]
    ordering = ["order"]


class SourceGroup(SnippetViewSetGroup):
    items = (SourceViewSet, DisagreementViewSet)
    menu_label = _("Sources")
    menu_icon = "doc-full-inverse"
    menu_order = 155


register_snippet(SourceGroup)
