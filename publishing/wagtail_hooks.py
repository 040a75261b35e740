"""Rules of the admin that hold for every page and record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, WorkflowState
from wagtail.snippets.views.snippets import CopyView

from publishing.copying import PagesAPI
from publishing.deletion import refusal
from publishing.models import (
    FourEyes,
    OwnWorkError,
    StaleEditGuard,
)
from publishing.models.stale_edit_guard import newer_version
from publishing.reviews import mark_as_read


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def look_for_newer_version(request: HttpRequest, instance: Any) -> None:
    """Mark what is edited; Wagtail itself refuses a stale autosave."""
    is_sent = request.method == "POST" and request.accepts("text/html")
    if not is_sent or not isinstance(instance, StaleEditGuard):
        return
    instance.newer = newer_version(request, instance)
    newest = getattr(instance, "latest_revision", None)
    if newest and not instance.newer and request.POST.get("loaded_revision_id"):
        mark_as_read(newest, request.user)
    if instance.newer:
        look = admin_messages.button(
            instance.newer.comparison_url(),
            gettext("See what they changed"),
            new_window=True,
        )
        admin_messages.warning(request, instance.newer.message(), buttons=[look])


@hooks.register("construct_admin_api")
def copy_as_draft_there_too(router: Any) -> None:
    router.register_endpoint("pages", PagesAPI)


@hooks.register("before_create_snippet")
def copy_through_the_form_for_new_records(
    request: HttpRequest, model: Any
) -> HttpResponse | None:
    """
    Make Wagtail's copy URL only prefill the form for a new record.

    That form is submitted elsewhere. Submitted here, it would be written into the
    original, and only the permission to add would be checked.
    """
    match = request.resolver_match
    is_copy = request.method == "POST" and match and match.url_name == "copy"
    if is_copy and model.snippet_viewset.copy_view_class is CopyView:
        return HttpResponseNotAllowed(["GET"])
    return None


@hooks.register("before_delete_page")
def keep_pages_in_place(
    request: HttpRequest, page: Page, *others: Page
) -> HttpResponse | None:
    """Redirect back if a page at or under one of these must stay where it is."""
    for chosen in (page, *others):
        for below in chosen.get_descendants(inclusive=True).specific():
            if getattr(below, "stays_in_place", False):
                messages.error(
                    request,
                    gettext("“%(title)s” has to stay, and it stands below this page.")
                    % {"title": below.title},
                )
                return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_delete_snippet")
def keep_protected(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Redirect back to the list; the bulk action skips the permission policy."""
    for instance in instances:
        if reason := refusal(instance):
            messages.error(request, reason)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


@hooks.register("before_unpublish")
def keep_published(request: HttpRequest, instance: Any) -> HttpResponse | None:
    if getattr(instance, "may_be_unpublished", False):
        return None
    return keep_protected(request, [instance])


@hooks.register("before_bulk_action")
def keep_what_stays_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], action_class: Any
) -> HttpResponse | None:
    if action != "delete":
        return None
    # Wagtail would leave those out, delete the others, and call that a success.
    _may, may_not = action_class.get_actionable_objects()
    for thing in may_not["items_with_no_access"]:
        # The template shows a page with extra data.
        thing = thing.get("item") if isinstance(thing, dict) else thing
        if reason := refusal(thing):
            messages.error(request, reason)
            return redirect(action_class.next_url)
    if objects and isinstance(objects[0], Page):
        return keep_pages_in_place(request, *objects)
    return None


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def keep_own_work_as_draft(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """
    Explain at once that somebody else must publish; the draft is saved already.

    The model would refuse it, too, but only with an exception.
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
    """Show the comment of a reviewer above the form; Wagtail hides it in a panel."""
    state = getattr(instance, "current_workflow_state", None)
    if not state or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    task = state.current_task_state
    if task.comment and request.method == "GET":
        messages.info(
            request,
            gettext("Changes are asked for by %(who)s: %(words)s")
            % {"who": task.finished_by or gettext("a reviewer"), "words": task.comment},
        )


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_changes_of_who_reviews_too_late(request: HttpRequest, instance: Any) -> None:
    """
    Save the input of an approval as a draft if nothing is left to approve.

    Somebody else may have finished the review while the form was open.
    """
    is_waiting = getattr(instance, "current_workflow_task", None)
    if is_waiting or "action-workflow-action" not in request.POST:
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
