"""Member agencies and their roster."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images.models import Picture
from wagtail.models import PageManager
from wagtail.search import index

from core.mentions import mentions
from core.models import BasePage, PublicPageQuerySet, is_shown
from core.neighbors import neighbors
from publishing.models import Retirable
from sources.models import Cited, CreditedImage, IndexPage
from sources.models.source_use import SourceUse
from sources.pictures import tile


class AgencyQuerySet(PublicPageQuerySet):
    def roster(self) -> "AgencyQuerySet":
        """Return the published members, in the order of the source."""
        return (
            self.live()
            .public()
            .filter(is_retired=False)
            .order_by("roster_order")
            .select_related("source")
        )


class AgencyIndexPage(IndexPage):
    """The roster of member agencies."""

    share_image = "agency"

    # Its pages are all it has: with fewer than two, it leaves the main menu.
    is_section = True

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["agencies.AgencyPage"]
    max_count = 1

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "agencies": AgencyPage.objects.child_of(self).roster()
        }


class AgencyPage(Retirable, Cited, BasePage):
    """One member agency: its name, its parent, its role."""

    acronym = models.CharField(max_length=12)
    parent_department = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("Leave empty if the agency is a department itself."),
    )
    role = models.TextField(
        help_text=_("What the agency does, in one neutral sentence."), max_length=300
    )
    website_url = models.URLField(_("website"), blank=True)
    is_co_lead = models.BooleanField(
        _("co-leads the task force"),
        default=False,
        help_text=_("Readers see that it leads the task force."),
    )
    roster_order = models.PositiveIntegerField(
        default=100, help_text=_("Its place on the roster of the source.")
    )
    note = models.TextField(
        blank=True, help_text=_("What a reader should know about these details.")
    )
    image = models.ForeignKey(
        CreditedImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "Optional. Shown small on this page only, in place of the acronym. Seals "
            "and badges need written permission, recorded with the image."
        ),
    )

    # As Wagtail has no types:
    objects = PageManager.from_queryset(  # type: ignore[django-manager-missing]
        AgencyQuerySet
    )()

    share_image = "agency"

    parent_page_types = ["agencies.AgencyIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("parent_department")]),
        FieldPanel("role"),
        FieldPanel("website_url"),
        FieldRowPanel([FieldPanel("is_co_lead"), FieldPanel("roster_order")]),
        FieldPanel("note"),
        MultiFieldPanel(Cited.cited_panels, heading=_("Source")),
        FieldPanel("image"),
        FieldPanel("is_retired"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("acronym", boost=2),
        index.SearchField("role"),
        index.FilterField("is_retired"),
    ]

    def clean(self) -> None:
        super().clean()
        if self.image and (refusal := self.image.showing_refusal()):
            raise ValidationError({"image": refusal})

    def listed(self) -> SourceUse:
        return SourceUse(self.title, self.get_url() or "", quotes=self.quoted)

    @property
    def picture(self) -> Picture | None:
        """What may replace the acronym, on this page only."""
        return self.image and tile(self.image, alt=self.acronym)

    @property
    def is_member(self) -> bool:
        """Return whether it is on the roster; see there."""
        return is_shown(self) and not self.is_retired

    @property
    def stays_in_place(self) -> bool:
        return True

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        roster = AgencyPage.objects.sibling_of(self, inclusive=True).roster()
        return super().get_context(request, *args, **kwargs) | {
            "mentions": mentions(self),
            **neighbors(self, roster),
        }
