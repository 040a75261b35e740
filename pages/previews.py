"""The draft of a national line, on the help page."""

from django.http import HttpRequest

from core.models.previewed import Shown, previews
from pages.models import HelpPage
from pages.models.help import FIRST
from regions.blocks import with_line
from regions.models import Audience, NationalLine


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
