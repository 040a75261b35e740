"""Member agencies and their roster."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images.models import Picture
from wagtail.models import PageManager
from wagtail.search import index

from core.mentions import mentions
from core.models import BasePage, PublicPageQuerySet, is_shown
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
            .select_related("source", "image")
        )


class AgencyIndexPage(IndexPage):
    """The roster: who leads the task force and who takes part, each with its work."""

    share_image = "agency"

    # Its pages are all it has: with fewer than two, it leaves the main menu.
    is_section = True

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["agencies.AgencyPage"]
    max_count = 1

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        members = AgencyPage.objects.child_of(self).roster()
        return super().get_context(request, *args, **kwargs) | self.listed(members)

    def listed(self, members: Iterable["AgencyPage"]) -> dict[str, Any]:
        """Return the members, those that lead apart from those that take part."""
        agencies = list(members)
        return {
            "agencies": agencies,
            "leading": [each for each in agencies if each.is_co_lead],
            "taking_part": [each for each in agencies if not each.is_co_lead],
        }


class AgencyPage(Retirable, Cited, BasePage):
    """
    One agency. A member is a row of the roster, and its address leads there.

    A former member has a page of its own, which says since when it is none.
    """

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
            "Optional. Shown small beside the acronym. Seals and badges need written "
            "permission, recorded with the image."
        ),
    )
    left_on = models.DateField(
        _("no longer takes part since"),
        null=True,
        blank=True,
        help_text=_("Only for a retired agency; empty means the day you tick it."),
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
        FieldRowPanel([FieldPanel("is_retired"), FieldPanel("left_on")]),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("acronym", boost=2),
        index.SearchField("role"),
        index.FilterField("is_retired"),
    ]

    def clean(self) -> None:
        super().clean()
        if not self.is_retired:
            self.left_on = None
        elif not self.left_on:
            self.left_on = localdate()
        if self.image and (refusal := self.image.showing_refusal()):
            raise ValidationError({"image": refusal})

    def listed(self) -> SourceUse:
        return SourceUse(self.title, self.get_url() or "", quotes=self.quoted)

    @property
    def picture(self) -> Picture | None:
        """Return what may stand beside the acronym."""
        return self.image and tile(self.image, alt=self.acronym)

    @property
    def is_member(self) -> bool:
        """Return whether it is on the roster; see there."""
        return is_shown(self) and not self.is_retired

    @property
    def former_since(self) -> datetime.date | None:
        """Return since when it is no member; at the latest, since it was published."""
        published = self.last_published_at
        return self.left_on or (published and localdate(published))

    @property
    def stays_in_place(self) -> bool:
        return True

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        return self.on_roster(super().get_url(request, current_site))

    def get_full_url(self, request: Any = None) -> str | None:
        return self.on_roster(super().get_full_url(request))

    # Wagtail makes properties of its own methods, which know nothing of these.
    url = property(get_url)
    full_url = property(get_full_url)

    def on_roster(self, own: str | None) -> str | None:
        """Return the address of its row, if it has one; else the page's own."""
        if not own or not self.is_member:
            return own
        return f"{own.removesuffix(f'{self.slug}/')}#{self.slug}"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_member and not getattr(request, "is_preview", False):
            # Browsers ask again, as it may leave the roster.
            kept = {"Cache-Control": "no-cache"}
            row = self.get_url(request) or "/"
            return HttpResponsePermanentRedirect(row, headers=kept)
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft where readers will see it: in its place on the roster."""
        index = self.get_parent().specific
        if self.is_retired or not isinstance(index, AgencyIndexPage):
            return super().serve_preview(request, mode_name)
        # As Wagtail marks its own previews; Django's type does not know of it.
        request.is_preview = True  # type: ignore[attr-defined]
        context = index.get_context(request)
        others = [each for each in context["agencies"] if each.pk != self.pk]
        members = sorted([*others, self], key=lambda each: each.roster_order)
        return TemplateResponse(
            request, index.get_template(request), context | index.listed(members)
        )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "mentions": mentions(self)
        }
