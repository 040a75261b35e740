"""What people type who are in danger, and the line that can help."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import Revision

from audit.facts import Audited
from publishing.refusals import Refusal
from regions.models import NationalLine
from search.models.steered import SpokenLanguage, Steered


class NoLineError(Refusal):
    """Words of distress would lead to a line that readers cannot see."""

    message = _(
        "Readers cannot see the line that these words lead to. Publish it, or choose "
        "another one."
    )


class DistressWords(Steered):
    """Words of somebody in danger; their line stands above all that is found."""

    line = models.ForeignKey(
        NationalLine,
        on_delete=models.PROTECT,
        related_name="distress_words",
        verbose_name=_("national line"),
        help_text=_("It stands above all results, large, with its number."),
    )
    language = models.CharField(
        _("language of what people type"),
        max_length=2,
        choices=SpokenLanguage.choices,
        default=SpokenLanguage.ENGLISH,
    )

    audited = Audited(("phrases", "line", "language"))
    told_apart_by = ("language",)

    panels = [
        FieldPanel("phrases"),
        FieldPanel("line"),
        FieldPanel("language"),
        *Steered.last_panels,
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("words of distress")
        verbose_name_plural = _("words of distress")
        ordering = ["phrases"]

    def clean(self) -> None:
        super().clean()
        if self.line_id and not self.line.live:
            words = gettext("Readers cannot see this line. Publish it first.")
            raise ValidationError({"line": words})

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        # It may have been taken off the site since the draft was written.
        key = revision.content.get("line")
        if not NationalLine.objects.filter(pk=key, live=True).exists():
            raise NoLineError
        return super().publish(revision, user=user, **kwargs)
