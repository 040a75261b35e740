"""`Cited`: a fact that needs a source."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from core.models import BasePage
from sources.citing import IndexBodyBlock
from sources.forms import CitingPageForm
from sources.models.source import Source
from sources.models.source_use import RestsOnSource
from sources.retired import is_new_and_retired, refusal


class Cited(RestsOnSource, models.Model):
    """A fact with its source, which the database requires."""

    source = models.ForeignKey(
        Source,
        # Losing a source would leave published text unsupported.
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The document that says so."),
    )
    quote = models.CharField(
        _("exact words"),
        max_length=400,
        blank=True,
        help_text=_("The few words of the source that say it, copied exactly."),
    )
    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("The day on which it was true, if the source states one."),
    )

    cited_panels = [FieldPanel("source"), FieldPanel("quote"), FieldPanel("as_of")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.source_id and is_new_and_retired(self.source_id):
            raise ValidationError({"source": refusal(self.source)})
        if self.as_of and self.as_of > timezone.localdate():
            raise ValidationError(
                {"as_of": _("This day is still to come. Give a day up to today.")}
            )


class Citation(Orderable, Cited):
    """One source that a page's text is based on."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="citations")

    panels = Cited.cited_panels

    def __str__(self) -> str:
        return str(self.source)


class CitedPage(BasePage):
    """A page with a body, and a list of its sources."""

    cited_panels = [
        InlinePanel(
            "citations",
            heading=_("Sources"),
            label=_("Source"),
            help_text=_("Readers see these beside or under the text."),
        )
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        *cited_panels,
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    base_form_class = CitingPageForm

    class Meta:
        abstract = True

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "citations": self.citations.select_related("source")
        }


class IndexPage(CitedPage):
    """A page that lists other things, and may explain the list."""

    body = StreamField(IndexBodyBlock(), blank=True)

    class Meta:
        abstract = True
