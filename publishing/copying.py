"""A copy of a page is a draft with its own address; there are no aliases."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import fields
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Serializer
from wagtail.admin.api.actions.base import APIAction
from wagtail.admin.api.actions.copy import (
    CopyPageAPIAction,
    CopyPageAPIActionSerializer,
)
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.forms.pages import CopyForm

from compat.publish_api import PublishThroughPage
from publishing.refusals import Refusal

NO_ALIASES = _(
    "A page cannot follow another one. Link to the other page instead, or copy it."
)
COPIES_ARE_DRAFTS = _(
    "A copy starts as a draft. Copy the page first; the copy is published from its own "
    "form."
)


class AliasError(Refusal):
    """An alias was requested: a page that shows the content of another."""

    message = NO_ALIASES


class CopyAsDraftForm(CopyForm):
    """Wagtail's form without the two options that publish at once."""

    refused = {"publish_copies": COPIES_ARE_DRAFTS, "alias": NO_ALIASES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.refused:
            self.fields.pop(name, None)
        self.fields["new_title"].help_text = _(
            "The copy starts as a draft, whether or not this page is published."
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        # A form that was opened before an update may still offer them.
        for name, reason in self.refused.items():
            if self.data.get(name):
                self.add_error("new_title", reason)
        return data


class CopyAsDraftSerializer(CopyPageAPIActionSerializer):
    keep_live = fields.BooleanField(default=False, required=False)

    def validate_keep_live(self, keep_live: bool) -> bool:
        if keep_live:
            raise ValidationError(COPIES_ARE_DRAFTS)
        return keep_live


class CopyAsDraft(CopyPageAPIAction):
    serializer = CopyAsDraftSerializer


class NoAlias(APIAction):
    """Refuses an action of Wagtail with the reason."""

    serializer = Serializer

    def execute(self, instance: Any, data: Any) -> None:
        raise ValidationError({"alias": NO_ALIASES})


class PagesAPI(PagesAdminAPIViewSet):
    """Wagtail's admin API for pages, with the rules of its forms."""

    actions = PagesAdminAPIViewSet.actions | {
        "copy": CopyAsDraft,
        "create_alias": NoAlias,
        "copy_for_translation": NoAlias,
        "publish": PublishThroughPage,
    }
