"""
Another permission policy for images and documents.

Works around: no setting names the policy, and views hold the two objects from the
moment they are imported, so these change in place.
Upstream: https://github.com/wagtail/wagtail/issues/6898
Seen in: Wagtail 7.4.4
Delete when: Wagtail takes the policy of images and documents from a setting.
"""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def file_policies() -> dict[type[Any], Any]:
    """Return who may do what with images and documents, by model."""
    # They ask for the models as they are imported.
    from wagtail.documents import permissions as documents
    from wagtail.images import permissions as images

    return {
        get_image_model(): images.permission_policy,
        get_document_model(): documents.permission_policy,
    }


def install(policy_class: type[Any]) -> None:
    for policy in file_policies().values():
        policy.__class__ = policy_class
