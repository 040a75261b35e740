"""The states, districts and territories that a reader may ask about."""

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.forms import CleanTextForm
from core.models import CleanText, PreviewedInPage
from publishing.models import Retirable, RetirableQuerySet
from sources.models import Cited
from sources.models.source_use import SourceUse


class JurisdictionKind(models.TextChoices):
    STATE = "state", _("State")
    DISTRICT = "district", _("Federal district")
    TERRITORY = "territory", _("Territory")
    MILITARY = "military", _("Military mail")


class Jurisdiction(PreviewedInPage, index.Indexed, Retirable, CleanText, Cited):
    """A state, the District of Columbia, or a territory."""

    slug = models.SlugField(
        unique=True, help_text=_("Part of its permanent address, /regions/…/.")
    )
    name = models.CharField(max_length=60, unique=True)
    code = models.CharField(_("postal code"), max_length=2, unique=True)
    fips = models.CharField(
        _("FIPS code"),
        max_length=2,
        unique=True,
        null=True,  # NULL rather than empty: the column is unique
        blank=True,
        help_text=_("Military mail has none."),
    )
    kind = models.CharField(max_length=10, choices=JurisdictionKind.choices)
    is_listed = models.BooleanField(
        _("listed among the 52"),
        default=True,
        help_text=_("Whether a source says that the task force covers it."),
    )
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = models.Manager.from_queryset(RetirableQuerySet)()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("fips"), FieldPanel("kind")]),
        FieldPanel("is_listed"),
        MultiFieldPanel(Cited.cited_panels, heading=_("Source")),
        FieldRowPanel(
            [FieldPanel("tile_column"), FieldPanel("tile_row")],
            heading=_("Place on the tile map"),
        ),
        FieldPanel("slug"),
        FieldPanel("is_retired"),
    ]

    base_form_class = CleanTextForm

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("code"),
        index.FilterField("is_retired"),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"],
                name="jurisdiction_tile_unique",
                violation_error_message=_("Another square stands at this place."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_military(self) -> bool:
        return self.kind == JurisdictionKind.MILITARY

    @property
    def name_in_sentence(self) -> str:
        """Return the name as used inside a sentence: the U.S. Virgin Islands."""
        if self.code in {"DC", "MP", "VI"}:
            return gettext("the %(name)s") % {"name": self.name}
        return self.name

    @property
    def url(self) -> str:
        # The directory's URL is fixed, so no query is needed.
        return f"/regions/{self.slug}/"

    def listed(self) -> SourceUse:
        return SourceUse(self.name, self.url, quotes=self.quoted)
