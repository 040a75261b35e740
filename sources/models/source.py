"""The source register: every document that a published fact may cite."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from core.models import PreviewedInPage
from publishing.models import Retirable, Versioned
from sources.models.register import SourceQuerySet


class SourceKind(models.TextChoices):
    OWN_PAGE = "own_page", _("Task force page")
    GOVERNMENT = "government", _("Government page")
    LAW = "law", _("Law, order or rule")
    NEWS = "news", _("News report")
    EXPLAINER = "explainer", _("Commentary")
    DATASET = "dataset", _("Data set")
    OTHER = "other", _("Other")


class Source(Versioned, PreviewedInPage, index.Indexed, RevisionMixin, Retirable):
    """
    One document: who published it, when, and where it can be read.

    What the document does not print stays empty, and readers see nothing of it.
    """

    number = models.PositiveIntegerField(
        _("register number"),
        unique=True,
        help_text=_("Its place in the source register. It is kept for good."),
    )
    slug = models.SlugField(
        unique=True,
        help_text=_("A short permanent name for links, such as hstf-home."),
    )
    title = models.CharField(
        max_length=200, help_text=_("Readers see this name beside every fact.")
    )
    publisher = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Leave empty if the document names none."),
    )
    kind = models.CharField(
        max_length=12, choices=SourceKind.choices, default=SourceKind.OTHER
    )
    date = models.DateField(
        _("date printed"),
        null=True,
        blank=True,
        help_text=_("Only a full date that the document itself prints."),
    )
    date_note = models.CharField(
        _("about the date"),
        max_length=200,
        blank=True,
        help_text=_("For example: Not printed; written after October 2025."),
    )
    url = models.URLField(
        _("address"), blank=True, max_length=500, help_text=_("Empty if none is known.")
    )
    also_url = models.URLField(
        _("second address"),
        blank=True,
        max_length=500,
        default="",
        db_default="",
        help_text=_(
            "If its publisher put the same document up twice. For example: an order in "
            "the Federal Register, and on the page of the White House."
        ),
    )
    copy_url = models.URLField(
        _("read at"),
        blank=True,
        max_length=500,
        default="",
        db_default="",
        help_text=_(
            "Only if you did not read it at its own address, but in an archive, in a "
            "copy or in a report: the address where you read its words."
        ),
    )
    primary = models.ForeignKey(
        "self",
        verbose_name=_("document behind it"),
        # Losing it would leave the report without what it reports.
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        help_text=_(
            "If this is a report about a release, an order or a rule: that document. "
            "Readers are shown both."
        ),
    )
    note = models.TextField(
        blank=True, help_text=_("What a reader should know before trusting it.")
    )

    objects = models.Manager.from_queryset(SourceQuerySet)()

    panels = [
        FieldPanel("title"),
        FieldPanel("publisher"),
        FieldPanel("kind"),
        FieldPanel("date"),
        FieldPanel("date_note"),
        FieldPanel("url"),
        FieldPanel("also_url"),
        FieldPanel("copy_url"),
        FieldPanel("primary"),
        FieldPanel("note"),
        FieldPanel("number"),
        FieldPanel("slug"),
        FieldPanel("is_retired"),
    ]

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("publisher"),
        index.FilterField("is_retired"),
        index.FilterField("number"),  # so that searches can be sorted by it
    ]

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        stored = Source.objects.filter(pk=self.pk).first()
        if stored and stored.slug != self.slug:
            raise ValidationError({"slug": _("Links point here. Keep the short name.")})
        if problem := self.problem_with_primary():
            raise ValidationError({"primary": problem})

    def problem_with_primary(self) -> str:
        """Return why this cannot be the document behind it; empty if it can."""
        if self.primary is None:
            return ""
        if self.primary == self:
            return gettext("A document is not behind itself. Choose another one.")
        if self.primary.primary_id or (self.pk and self.reports.exists()):
            return gettext(
                "Choose the document at the very end: the one behind which there is "
                "no other."
            )
        return ""

    def get_absolute_url(self) -> str:
        return self.url_path

    @property
    def url_path(self) -> str:
        """The permanent address of its own page on this site."""
        return f"/record/sources/{self.slug}/"

    @property
    def anchor(self) -> str:
        """The permanent ID of this source in the register on the record page."""
        return f"source-{self.slug}"

    @property
    def date_text(self) -> str:
        if self.date:
            return date_format(self.date, "F j, Y")
        return self.date_note
