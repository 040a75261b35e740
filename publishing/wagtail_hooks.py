"""Rules of the admin that hold for every page and record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, WorkflowState
from wagtail.snippets.views.snippets import CopyView

from publishing.copying import PagesAPI
from publishing.deletion import refusal as deletion_refusal
from publishing.models import FourEyes, OwnWorkError


@hooks.register("construct_admin_api")
def copy_as_draft_there_too(router: Any) -> None:
    router.register_endpoint("pages", PagesAPI)


@hooks.register("before_create_snippet")
def copy_through_the_form_for_new_records(
    request: HttpRequest, model: Any
) -> HttpResponse | None:
    """
    Let Wagtail's address that copies a record only fill in the form for a new one.

    That form is sent elsewhere. Sent to this address, it would be written into the
    record that was to be copied, and only the right to add one would be asked for.
    """
    match = request.resolver_match
    is_copy = request.method == "POST" and match and match.url_name == "copy"
    if is_copy and model.snippet_viewset.copy_view_class is CopyView:
        return HttpResponseNotAllowed(["GET"])
    return None


def staying_below(pages: list[Page]) -> list[Page]:
    """Find the pages at or under these that have to stay where they are."""
    return [
        below
        for page in pages
        for below in page.get_descendants(inclusive=True).specific()
        if getattr(below, "stays_in_place", False)
    ]


def refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    if staying := staying_below(pages):
        messages.error(
            request,
            gettext("“%(title)s” has to stay, and it stands below this page.")
            % {"title": staying[0].title},
        )
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    return None


@hooks.register("before_delete_page")
def keep_what_stays(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_what_stays_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    if action != "delete":
        return None
    # Wagtail would leave those out, delete the others, and call that a success.
    _may, may_not = action_class.get_actionable_objects()
    for thing in may_not["items_with_no_access"]:
        # A page stands there with what its template shows of it.
        thing = thing.get("item") if isinstance(thing, dict) else thing
        if reason := deletion_refusal(thing):
            messages.error(request, reason)
            return redirect(action_class.next_url)
    if objects and isinstance(objects[0], Page):
        return refusal(request, objects)
    return None


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def keep_own_work_as_draft(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """
    Say at once that somebody else must publish; what was typed is saved already.

    The model would refuse as well, but only with an error.
    """
    if not isinstance(instance, FourEyes):
        return None
    saved: Any = instance
    try:
        instance.refuse_own_work(saved.get_latest_revision(), request.user)
    except OwnWorkError as error:
        messages.warning(request, str(error))
        return redirect(AdminURLFinder(request.user).get_edit_url(instance))
    return None


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def show_what_a_reviewer_asked(request: HttpRequest, instance: Any) -> None:
    """Put the words that came back above the form; Wagtail folds them away."""
    state = getattr(instance, "current_workflow_state", None)
    if request.method != "GET" or not state:
        return
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    task = state.current_task_state
    if task.comment:
        messages.info(
            request,
            gettext("Changes are asked for by %(who)s: %(words)s")
            % {"who": task.finished_by or gettext("a reviewer"), "words": task.comment},
        )


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_changes_of_who_reviews_too_late(request: HttpRequest, instance: Any) -> None:
    """
    Save as a draft what came with an approval if nothing is left to approve.

    Somebody else may have finished the review while the form was open.
    """
    if "action-workflow-action" not in request.POST:
        return
    if getattr(instance, "current_workflow_task", None):
        return
    sent = request.POST.copy()
    del sent["action-workflow-action"]
    request.POST = sent  # type: ignore[assignment] # as middleware may
    messages.warning(
        request,
        gettext(
            "This is no longer in review: somebody else has finished it. Nothing was "
            "approved or sent back. What you changed is saved as a draft."
        ),
    )
