"""
Whatever somebody does in the admin is one transaction: all of it is kept, or nothing.

Wagtail saves a page, its entry in the history, its references and its entry in the
search one after the other, and an error or a kill between two of them would leave a
page live that nobody is known to have published.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import auth, messages
from wagtail.models import TaskState

from publishing.refusals import Refusal

Answer = Callable[..., HttpResponse]

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Where pictures and documents are read and drawn anew, which takes seconds. A
# transaction holds the one lock for writing that SQLite has, so here each view saves
# its own record with its entry in the history, as short as Wagtail makes it.
WORK_ON_FILES = {
    "wagtailimages",
    "wagtailimages_chooser",
    "wagtaildocs",
    "wagtaildocs_chooser",
}
# Sent while somebody types, and kept in the session alone.
PREVIEWS = {"preview_on_add", "preview_on_edit"}

# For whoever calls them without a request, such as the schedule.
ACTIONS: list[Any] = [
    ConvertAliasPageAction,
    CopyPageAction,
    CreatePageAliasAction,
    DeletePageAction,
    MovePageAction,
    PublishRevisionAction,
    RevertToPageRevisionAction,
    UnpublishAction,
    UnpublishPageAction,
]


def may_change_content(request: HttpRequest) -> bool:
    if request.method in SAFE:
        return False
    match = request.resolver_match
    return match is None or not (
        WORK_ON_FILES & set(match.namespaces) or match.url_name in PREVIEWS
    )


def kept_as_draft(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """
    Lead back to the form if only the approval that came with it was refused.

    What was typed is a draft by then, and the approval itself is undone already. Raises
    the refusal again if it is about anything else.
    """
    if "action-workflow-action" not in request.POST:
        raise refusal
    messages.warning(request, str(refusal))
    return redirect(request.path)


def all_or_nothing(answer: Answer) -> Answer:
    """
    Run a view of the admin in one transaction, undone if it raises or answers an error.

    The page that it answers with is rendered later, and outside.
    """

    @wraps(answer)
    def run(view: Answer, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_change_content(request):
            return answer(view, request, *args, **kwargs)
        with transaction.atomic():
            try:
                response = answer(view, request, *args, **kwargs)
            except Refusal as refusal:
                response = kept_as_draft(request, refusal)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    return run


def keep_all_or_nothing() -> None:
    for action in ACTIONS:
        if "execute" in vars(action):
            action.execute = transaction.atomic(action.execute)
    TaskState.approve = transaction.atomic(TaskState.approve)
    # The innermost of what Wagtail puts around each view of its admin. Further out, an
    # error that refuses something has become an ordinary redirect.
    auth.get_localized_response = all_or_nothing(auth.get_localized_response)
