"""Permissions and signals that keep what readers have seen, whoever deletes it."""

from typing import Any

from django.apps import apps
from django.db.models.signals import pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.permission_policies.collections import (
    CollectionOwnershipPermissionPolicy,
    CollectionPermissionPolicy,
)

from compat import file_policies
from publishing.deletion import (
    DeletionRefusedError,
    change_refusal,
    file_refusal,
    is_free_to_delete,
    page_refusal,
)
from publishing.models import DeletionProtected


def refuse_protected(instance: Any, **kwargs: Any) -> None:
    """Refuse to delete a protected record, even for administrators."""
    if reason := instance.deletion_refusal():
        raise DeletionRefusedError(reason, {instance})


def refuse_public(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Guard the deletion of a file, or of a page and each page below it."""
    if is_free_to_delete(get_active_log_context().user):
        return
    if reason := (page_refusal if sender is Page else file_refusal)(instance):
        raise DeletionRefusedError(reason, {instance})


class UsedFilePolicy(CollectionOwnershipPermissionPolicy):
    """
    Keeps a file that something public uses as it is.

    Only administrators delete it, and having added it gives no right to change it:
    readers see the new file at once, which nobody else has reviewed.
    """

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        if action == "delete":
            return is_free_to_delete(user) or not file_refusal(instance)
        return action != "change" or not self.change_refusal(user, instance)

    def change_refusal(self, user: Any, file: Any) -> str:
        """Return why a file's uploader may not change it; empty if they may."""
        policy = CollectionPermissionPolicy(self.model, self.auth_model)
        may_change_any = policy.user_has_permission_for_instance(user, "change", file)
        return "" if may_change_any else change_refusal(file)


def connect() -> None:
    """Guard pages, files and protected records; called once the models are loaded."""
    # The signal catches QuerySet.delete() and cascades, too.
    for model in apps.get_models():
        if issubclass(model, DeletionProtected):
            pre_delete.connect(refuse_protected, sender=model)
    for model in (Page, get_image_model(), get_document_model()):
        pre_delete.connect(refuse_public, sender=model)
    file_policies.install(UsedFilePolicy)
