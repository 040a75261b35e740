"""`DirectoryRecord`: what every published record of the directory has in common."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.search import index

from core.forms import CleanTextForm
from core.models import CleanText, PreviewedInPage
from publishing.models import Drafted, KeptOncePublic
from sources.models import Cited


class DirectoryQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        """Return what readers see, each with its source."""
        return self.filter(live=True).select_related("source")


class DirectoryRecord(
    Drafted, PreviewedInPage, index.Indexed, CleanText, Cited, KeptOncePublic
):
    """
    A task force, an office or a way to reach somebody, as a source publishes it.

    It has drafts and previews, a second person publishes it, and once it has been
    public it is unpublished, never deleted.
    """

    slug = models.SlugField(
        unique=True,
        help_text=_("A short permanent name for links and files. It is kept for good."),
    )

    objects = models.Manager.from_queryset(DirectoryQuerySet)()

    # Fields of the source whose changes the history shows, after each record's own.
    audited_source = ("source_id", "quote", "as_of")

    source_panel = MultiFieldPanel(Cited.cited_panels, heading=_("Source"))
    last_panels = [FieldPanel("slug"), PublishingPanel()]

    base_form_class = CleanTextForm

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.FilterField("live"),
    ]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)
