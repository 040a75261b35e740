"""What the menu and the footer show until somebody publishes others."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from site_details.published import LinkGroup, Published, SiteLink

# Pages with a fixed address. These labels stand only where their titles cannot be
# read: while the database is away.
MENU = [
    ("/threats/", _("Threats")),
    ("/record/", _("The record")),
    ("/regions/", _("Regions")),
    ("/agencies/", _("Agencies")),
    ("/timeline/", _("Timeline")),
    ("/faq/", _("FAQ")),
    ("/news/", _("News")),
]
FOOTER: list[tuple[Any, list[tuple[str, Any]]]] = [
    (
        _("The work"),
        [
            ("/threats/", _("Threats")),
            ("/regions/", _("Regions")),
            ("/agencies/", _("Agencies")),
            ("/timeline/", _("Timeline")),
        ],
    ),
    (
        _("The facts"),
        [
            ("/record/", _("The record")),
            ("/about/methods/", _("How figures are chosen and shown")),
            ("/faq/", _("FAQ")),
            ("/news/", _("News")),
        ],
    ),
    (
        _("Background"),
        [
            ("/about/", _("About the task force")),
            ("/related/", _("Related efforts")),
            ("/about/this-site/", _("About this site")),
        ],
    ),
    (
        _("Using this site"),
        [
            ("/help/", _("Get help")),
            ("/contact/", _("Contact")),
            ("/search/", _("Search")),
            ("/accessibility/", _("Accessibility")),
            ("/privacy/", _("Privacy")),
        ],
    ),
]
# No page of the tree: a view of its own.
SEARCH = "/search/"


def links(found: list[tuple[str, Any]]) -> tuple[SiteLink, ...]:
    return tuple(SiteLink(str(label), address) for address, label in found)


def built_in() -> Published:
    """Return what needs no database."""
    return Published(
        name=settings.WAGTAIL_SITE_NAME,
        menu=links(MENU),
        footer=tuple(LinkGroup(str(title), links(found)) for title, found in FOOTER),
    )
