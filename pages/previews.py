"""The draft of a national line, on the help page."""

from django.http import HttpRequest

from core.models.previewed import Shown, previews
from pages.models import HelpPage
from regions.blocks import with_line
from regions.models import Audience, NationalLine


@previews(NationalLine)
def show_line(draft: NationalLine, request: HttpRequest) -> Shown:
    page = HelpPage.objects.live().first()
    if page is None:
        return None
    context = page.get_context(request)
    emergency = with_line(context["emergency_lines"], draft, Audience.EMERGENCY)
    more = {"emergency_lines": emergency, "draft_line": draft}
    return page.get_template(request), context | more
