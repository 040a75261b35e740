"""Tells whether anybody has touched an object since the seed left it."""

from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import DraftStateMixin, Page

from pages.seeding.files import hash_of

# What saving, publishing or locking changes without changing the content.
BOOKKEEPING = {
    "content_type",
    "depth",
    "draft_title",
    "expired",
    "first_published_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "translation_key",
    "url_path",
    "wagtail_admin_comments",
}


def state_of(instance: models.Model) -> str:
    """
    Hash what an editor could have changed: content, drafts, place, whether it is live.

    `instance` must be fresh from the database.
    """
    newest: Any = instance
    if isinstance(instance, DraftStateMixin) and instance.latest_revision_id:
        newest = instance.get_latest_revision_as_object()
    if isinstance(newest, ClusterableModel):
        data = newest.serializable_data()
    else:
        data = get_serializable_data_for_fields(newest)
    content = {key: value for key, value in data.items() if key not in BOOKKEEPING}
    content["live"] = getattr(instance, "live", None)
    if isinstance(instance, Page):
        parent = instance.get_parent()
        content["parent"] = parent.pk if parent else None
    return hash_of(content)
