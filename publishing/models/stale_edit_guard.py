"""Two editors at once: the second is warned before saving, and nothing is lost."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision


@dataclass(frozen=True)
class Newer:
    """A version that somebody saved after a form was opened with another."""

    version: Revision
    opened: str

    def message(self) -> str:
        saved = timezone.localtime(self.version.created_at)
        by = self.version.user
        return gettext(
            "%(who)s saved a newer version on %(day)s at %(time)s, after you opened "
            "this one. Your work is still in the form below, but not saved yet."
        ) % {
            "who": get_user_display_name(by) if by else gettext("Somebody"),
            "day": date_format(saved, "F j"),
            "time": date_format(saved, "P"),
        }

    def comparison_url(self) -> str:
        instance = self.version.content_object
        view = (
            "wagtailadmin_pages:revisions_compare"
            if isinstance(instance, Page)
            else instance.snippet_viewset.get_url_name("revisions_compare")
        )
        numbers = {
            str(each) for each in instance.revisions.values_list("pk", flat=True)
        }
        opened = self.opened if self.opened in numbers else "earliest"
        return reverse(view, args=[instance.pk, opened, self.version.pk])


class StaleEditGuard:
    """
    For models edited in the admin: refuses a form opened before the newest save.

    Must stand first among the bases.

    Wagtail refuses such a form only on autosave. With a button, it
    would silently put the older text on top. Here the form comes back with the
    input and says who saved; pressing again is then a decision.
    """

    # Set while a stale form is processed.
    newer: Newer | None = None

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]  # the model's, behind it
        if self.newer:
            raise ValidationError(
                gettext(
                    "Look at the newer version first. If you then save again, yours "
                    "goes on top, and the other one stays in the history."
                )
            )


def newer_version(request: HttpRequest, instance: Any) -> Newer | None:
    newest: Revision | None = getattr(instance, "latest_revision", None)
    written = request.POST.get("overwrite_revision_id", "")
    opened = written or request.POST.get("loaded_revision_id", "")
    if newest is None or not opened:
        return None
    # Autosave writes into the same version again, only later.
    moment = request.POST.get("loaded_revision_created_at", "")
    is_same = written or moment == newest.created_at.isoformat()
    if is_same and opened == str(newest.pk):
        return None
    return Newer(newest, opened)
