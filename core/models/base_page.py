"""The page that every other page extends."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import (
    Page,
    PageManager,
    PagePermissionTester,
    PageViewRestriction,
)
from wagtail.search import index

from core.models.public import PublicPageQuerySet, restrictions
from core.structured_data import Context, Data, breadcrumb_list
from page_cache.request_cache import once
from publishing.copying import AliasError, CopyAsDraftForm
from publishing.deletion import branch_refusal, is_free_to_delete
from publishing.models.stale_edit_guard import StaleEditGuard
from publishing.models.versioned import Publishable


class BasePageForm(WagtailAdminPageForm):
    """Publishing needs a description; a draft may wait for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "search_description" in self.fields:
            self.fields["search_description"].required = True


class FixedAddressTester(PagePermissionTester):
    """
    A page with a fixed address stays where it is, for every user.

    What has been public, or holds something that has, is deleted by administrators.
    """

    def can_delete(self, *args: Any, **kwargs: Any) -> bool:
        if self.page.stays_in_place or not super().can_delete(*args, **kwargs):
            return False
        return is_free_to_delete(self.user) or not branch_refusal(self.page)

    def can_move(self) -> bool:
        # Wagtail asks whether it could be deleted. Moving loses nothing.
        stays = self.page.stays_in_place
        return not stays and super().can_delete(ignore_bulk=True)

    def can_move_to(self, destination: Page) -> bool:
        stays = self.page.get_parent() == destination
        return (stays or not self.page.is_address_fixed) and super().can_move_to(
            destination
        )

    def can_set_view_restrictions(self) -> bool:
        # Made private, the page and all pages below it would vanish.
        return not self.page.is_address_fixed and super().can_set_view_restrictions()

    def can_unpublish(self) -> bool:
        return not self.page.is_address_fixed and super().can_unpublish()


class BasePage(Publishable, StaleEditGuard, Page):
    """A public page: a title, a one-sentence description, a review date."""

    lede = models.TextField(
        _("introduction"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences shown under the title."),
    )
    last_reviewed_date = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("The day somebody last checked this page against its sources."),
    )
    is_address_fixed = models.BooleanField(default=False, editable=False)

    # The picture beside links to pages of this type; see `share_images`.
    share_image = "standard"

    objects = PageManager.from_queryset(PublicPageQuerySet)()

    base_form_class = BasePageForm
    copy_form_class = CopyAsDraftForm

    # A copy has its own URL, which nobody relies on yet.
    exclude_fields_in_copy = ["is_address_fixed"]

    content_panels = [*Page.content_panels, FieldPanel("lede")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines and links"),
        ),
        FieldPanel("last_reviewed_date"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("lede"),
        index.SearchField("search_description"),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.alias_of_id:
            raise AliasError
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.is_address_fixed and self.expire_at:
            raise ValidationError(
                {
                    "expire_at": _(
                        "This page has a fixed address, so it does not expire."
                    )
                }
            )
        if self.is_address_fixed and self.pk:
            stored = Page.objects.filter(pk=self.pk).values_list("slug", flat=True)
            if stored and stored[0] != self.slug:
                raise ValidationError(
                    {
                        "slug": _(
                            "This address is fixed, because other pages and printed "
                            "material point to it. Put it back to “%(slug)s”."
                        )
                        % {"slug": stored[0]}
                    }
                )

    @property
    def stays_in_place(self) -> bool:
        """
        Return whether deleting is refused; page types that are retired override it.

        An alias from before they were disabled has nothing of its own to protect.
        """
        return self.is_address_fixed and not self.alias_of_id

    def permissions_for_user(self, user: Any) -> FixedAddressTester:
        return FixedAddressTester(user, self)

    @staticmethod
    def passed() -> list[Page]:
        """Return the pages that routed this request so far, from the home page."""
        return once("passed", list)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        self.passed().append(self)
        return super().route(request, path_components)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        # Asked with each page; above it, nothing can be private if nothing is at all.
        if not restrictions():
            return PageViewRestriction.objects.none()
        found: QuerySet[PageViewRestriction] = super().get_view_restrictions()
        return found

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "breadcrumbs": self.breadcrumbs(request)
        }

    def breadcrumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """Return the pages above this one, from the home page down."""
        # A visitor's request came down through them; a preview did not.
        above: Iterable[Page] = [page for page in self.passed()[:-1] if page.live]
        if self.pk not in {page.pk for page in self.passed()[-1:]}:
            above = self.get_ancestors().filter(depth__gt=1).live().defer_streamfields()
        return [{"title": page.title, "url": page.get_url(request)} for page in above]

    def structured_data(self, context: Context) -> list[Data]:
        """Return the structured data of the page; page types add their own."""
        return breadcrumb_list(context, self.title)

    def get_sitemap_urls(
        self, request: HttpRequest | None = None
    ) -> list[dict[str, Any]]:
        """URLs under the public host, whatever the request's host."""
        return [
            {
                "location": settings.PUBLIC_URL + self.get_url(request),
                "lastmod": self.last_published_at or self.latest_revision_created_at,
            }
        ]
