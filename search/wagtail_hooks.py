"""The admin of this room: what steers the search, and how it is tried."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.models import register_snippet

from pages.seeding.kinds import Kind
from regions.models import NationalLine
from search.admin.viewsets import SteeringGroup
from search.seeding import KINDS

register_snippet(SteeringGroup)


@hooks.register("register_seed_kinds")
def seed_what_steers() -> list[Kind]:
    return KINDS


@hooks.register("before_unpublish")
def keep_needed_line(request: HttpRequest, instance: object) -> HttpResponse | None:
    """Say at once that a line must stay; its model would refuse it, too."""
    if not isinstance(instance, NationalLine) or not (reason := instance.why_needed()):
        return None
    messages.error(request, reason)
    return redirect(AdminURLFinder(request.user).get_edit_url(instance))
