"""Drafts that the pages of this room show."""

from django.http import HttpRequest

from core.models.previewed import Shown, previews
from pages.models import HelpPage, HomePage, StandardPage
from pages.models.help import FIRST
from regions.blocks import with_line
from regions.models import Audience, NationalLine
from site_details.models import SiteDetails
from site_details.reading import show_draft


@previews(NationalLine)
def show_line(draft: NationalLine, request: HttpRequest) -> Shown:
    page = HelpPage.objects.live().first()
    if page is None:
        return None
    context = page.get_context(request)
    emergency = with_line(context["emergency_lines"], draft, Audience.EMERGENCY)
    chosen = draft.audience if draft.audience in FIRST else ""
    more = {
        "emergency_lines": emergency,
        "first_lines": with_line(context["first_lines"], draft, chosen),
        "draft_line": draft,
    }
    return page.get_template(request), context | more


@previews(SiteDetails)
def show_details(draft: SiteDetails, request: HttpRequest) -> Shown:
    """Show the page that lists the contacts, with the draft's menu and footer."""
    show_draft(draft)
    fixed = StandardPage.objects.live().filter(is_address_fixed=True)
    page = fixed.filter(slug="contact").first() or HomePage.objects.live().first()
    return page and (page.get_template(request), page.get_context(request))
