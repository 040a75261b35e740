"""Two editors at once: whoever saves second is told first, and nothing is lost."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision


@dataclass(frozen=True)
class Newer:
    """A version that somebody saved after a form was opened with another."""

    version: Revision
    opened: str

    def __str__(self) -> str:
        saved = timezone.localtime(self.version.created_at)
        by = self.version.user
        return format_html(
            gettext(
                "{who} saved a newer version on {day} at {time}, after you opened this "
                "one. Your work is still in the form, but not saved yet. {link}. If "
                "you then save again, your version goes on top; theirs stays in the "
                "history."
            ),
            who=get_user_display_name(by) if by else gettext("Somebody"),
            day=date_format(saved, "F j"),
            time=date_format(saved, "P"),
            link=format_html(
                '<a href="{}" target="_blank">{}</a>',
                self.comparison_url(),
                gettext("See what they changed (opens in a new window)"),
            ),
        )

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


class UpToDate(models.Model):
    """
    For models edited in the admin: refuses a form opened before the newest save.

    Wagtail refuses such a form only while it saves by itself. Pressed as a button, it
    would put the older words on top and say nothing. Here the form comes back with what
    was typed and says who was there; pressing again is then a decision.
    """

    # Set while a form is handled that was opened too early.
    newer: Newer | None = None

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.newer:
            raise ValidationError(str(self.newer))


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def look_for_newer_version(request: HttpRequest, instance: Any) -> None:
    if request.method == "POST" and isinstance(instance, UpToDate):
        instance.newer = newer_version(request, instance)


def newer_version(request: HttpRequest, instance: Any) -> Newer | None:
    newest: Revision | None = getattr(instance, "latest_revision", None)
    written = request.POST.get("overwrite_revision_id", "")
    opened = written or request.POST.get("loaded_revision_id", "")
    if newest is None or not opened:
        return None
    if opened != str(newest.pk):
        return Newer(newest, opened)
    # Saving by itself writes into the same version again, only later.
    moment = request.POST.get("loaded_revision_created_at", "")
    if written or moment == newest.created_at.isoformat():
        return None
    return Newer(newest, opened)
