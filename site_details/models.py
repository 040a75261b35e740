"""The one record that says who answers for the site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField

from audit.facts import Audited
from core.forms import CleanTextForm
from core.models import CleanText, PreviewedInPage
from publishing.models import DeletionProtected, Drafted
from site_details.blocks import (
    AccountsBlock,
    ContactsBlock,
    FooterBlock,
    MenuBlock,
    RequiredLinksBlock,
)


class SiteDetails(Drafted, PreviewedInPage, CleanText, DeletionProtected):
    """
    The name of the site, the agency behind it, and its contacts, menu and footer.

    There is one. It has drafts and a history, a second person publishes it, and it can
    be neither deleted nor unpublished.
    """

    site_name = models.CharField(
        max_length=80,
        help_text=_("Beside the mark, and in the title of each page."),
    )
    parent_name = models.CharField(
        _("parent agency"),
        max_length=120,
        blank=True,
        help_text=_(
            "The agency that runs the site, such as Department of Examples, without "
            "“the”. An official site names it at the foot of each page."
        ),
    )
    parent_short_name = models.CharField(
        _("its short name"),
        max_length=40,
        blank=True,
        help_text=_("As in “About DOE”. Empty: the whole name."),
    )
    parent_url = models.URLField(_("its website"), blank=True)
    contacts = StreamField(
        ContactsBlock(),
        blank=True,
        help_text=_("What is left out here is mentioned nowhere."),
    )
    required_links = StreamField(
        RequiredLinksBlock(),
        blank=True,
        help_text=_("An official site shows them at the foot of each page."),
    )
    accounts = StreamField(
        AccountsBlock(), blank=True, verbose_name=_("social accounts")
    )
    menu = StreamField(
        MenuBlock(),
        blank=True,
        verbose_name=_("main menu"),
        help_text=_(
            "In this order. A page that readers cannot see is left out, and so is a "
            "section with fewer than two pages. Get help and Search always stand "
            "beside the menu. Empty: the sections that the site began with."
        ),
    )
    footer = StreamField(
        FooterBlock(),
        blank=True,
        help_text=_("Empty: the groups that the site began with."),
    )
    # The database holds the second record off.
    is_the_one = models.BooleanField(default=True, unique=True, editable=False)

    audited = Audited(("site_name", "parent_name", "parent_short_name", "parent_url"))

    base_form_class = CleanTextForm

    panels = [
        FieldPanel("site_name"),
        MultiFieldPanel(
            [
                FieldPanel("parent_name"),
                FieldPanel("parent_short_name"),
                FieldPanel("parent_url"),
            ],
            heading=_("Parent agency"),
        ),
        FieldPanel("contacts"),
        FieldPanel("required_links"),
        FieldPanel("accounts"),
        FieldPanel("menu"),
        FieldPanel("footer"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("site details")
        verbose_name_plural = _("site details")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_the_one=True), name="site_details_are_the_one"
            )
        ]

    def __str__(self) -> str:
        return gettext("Site details")

    def clean(self) -> None:
        super().clean()
        if self.expire_at:
            words = gettext("Each page needs these details, so they do not expire.")
            raise ValidationError({"expire_at": words})

    def deletion_refusal(self: Any) -> str:
        return gettext(
            "Each page shows the site details, so they are neither deleted nor "
            "unpublished. Change them instead."
        )
