"""
A wrapper around every view of the admin, and a transaction around every page action.

Works around: Wagtail saves a page, its log entry, its references and its search entry
one after the other. An error or a kill in between would leave a page live that nobody
is known to have published.
Upstream: https://github.com/wagtail/wagtail/issues/7556
Seen in: Wagtail 7.4.4
Delete when: Wagtail's actions and views run in transactions of their own.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import auth
from wagtail.models import TaskState

# For callers without a request, such as the scheduler.
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


def install(around_view: Callable[[Any], Any]) -> None:
    for action in ACTIONS:
        action.execute = transaction.atomic(action.execute)
    TaskState.approve = transaction.atomic(TaskState.approve)
    # Wagtail's innermost wrapper around each admin view. Further out, an
    # exception that refuses something is already an ordinary redirect.
    auth.get_localized_response = around_view(auth.get_localized_response)
