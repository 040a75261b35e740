"""Seals: hashes of the content that was approved."""

import hashlib
import json
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from publishing.refusals import Refusal


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a version's content, in hexadecimal digits."""
    words = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


class AlteredError(Refusal):
    """A version differs from the one that was approved, submitted or seen."""

    message = _(
        "This version was changed after it was approved or sent for review. Open its "
        "form, look at it again, and approve or publish it there."
    )


class SealQuerySet(models.QuerySet["Seal"]):
    def put_on(self, revision_id: int) -> None:
        """Freeze a version unless it is frozen already."""
        with transaction.atomic():
            # Locked, so that a form which is saving into it finishes first.
            version = Revision.objects.select_for_update().get(pk=revision_id)
            self.get_or_create(
                revision=version, defaults={"digest": digest(version.content)}
            )

    def is_broken(self, revision: Revision) -> bool:
        """Return whether its content differs from what was frozen."""
        seal = self.filter(revision=revision).first()
        return seal is not None and seal.digest != digest(revision.content)


class Seal(models.Model):
    """
    The content of a version that is or was live, approved for later, or under review.

    Such a version is never written again: what a second person approved, and what
    readers saw, stays in the history as it was.
    """

    # No constraint: during an update, the previous release deletes versions, too.
    revision = models.OneToOneField(
        Revision,
        on_delete=models.CASCADE,
        related_name="seal",
        primary_key=True,
        db_constraint=False,
    )
    digest = models.CharField(_("SHA-256 of the content"), max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(SealQuerySet)()

    wagtail_reference_index_ignore = True

    class Meta:
        # Named after the app that created it.
        db_table = "core_seal"
        verbose_name = _("seal of a version")
        verbose_name_plural = _("seals of versions")
        # Nobody adds, changes or deletes one.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.digest}"


def refuse_to_alter(instance: Revision, update_fields: Any, **kwargs: Any) -> None:
    """Before a version is saved: raise AlteredError if it is frozen and differs."""
    if (
        instance.pk is None
        or instance._state.adding
        or (update_fields is not None and "content" not in update_fields)
    ):
        return
    if Seal.objects.is_broken(instance):
        raise AlteredError


def seal_planned(instance: Revision, **kwargs: Any) -> None:
    """After a version is saved: freeze it if it was approved for a later time."""
    if instance.approved_go_live_at:
        Seal.objects.put_on(instance.pk)


def seal_submitted(instance: Any, **kwargs: Any) -> None:
    """After a step of a review is saved: freeze the version that is reviewed."""
    if instance.revision_id:
        Seal.objects.put_on(instance.revision_id)


def keep_writers(instance: Revision, origin: Any, **kwargs: Any) -> None:
    """
    Refuse to delete a version that shows who wrote the live or a later one.

    If the record itself is deleted, its versions are deleted with it.
    """
    is_purged = origin is instance or getattr(origin, "model", None) is Revision
    model: Any = instance.content_type.model_class() if is_purged else None
    if not hasattr(model, "writers_since_live"):
        return
    record = model._base_manager.filter(pk=instance.object_id).first()
    if record and instance.pk >= (record.live_revision_id or 0):
        raise ProtectedError("This version tells who wrote a change.", {instance})


def connect() -> None:
    """Freeze versions as they are approved; called once the models are loaded."""
    for model in apps.get_models():
        if issubclass(model, TaskState):
            post_save.connect(seal_submitted, sender=model)
    pre_save.connect(refuse_to_alter, sender=Revision)
    post_save.connect(seal_planned, sender=Revision)
    pre_delete.connect(keep_writers, sender=Revision)
