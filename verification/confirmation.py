"""Confirming a contact that did not change: what is recorded, and what is refused."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogContext
from wagtail.permission_policies import ModelPermissionPolicy

from regions.models import ContactChannel, NationalLine

CONFIRMABLE: dict[str, Any] = {
    model._meta.model_name: model
    for model in (ContactChannel, NationalLine)
    if model._meta.model_name
}
# The name of the action in the history.
ACTION = "regions.confirm"
# Primary keys have at most 18 digits; longer ones would overflow the database.
SENT = re.compile(
    rf"(?P<kind>{'|'.join(CONFIRMABLE)}):(?P<pk>[0-9]{{1,18}})(:(?P<seen>.*))?",
    re.DOTALL,
)


class NotConfirmedError(Exception):
    """Why a contact cannot be confirmed, in a sentence for the editor."""


def may_confirm(user: Any, model: type[models.Model]) -> bool:
    """Require both permissions, because confirming changes what readers see."""
    policy = ModelPermissionPolicy(model)
    return all(
        policy.user_has_permission(user, action) for action in ("change", "publish")
    )


def confirmable_by(user: Any) -> list[Any]:
    return [model for model in CONFIRMABLE.values() if may_confirm(user, model)]


def obstacle(contact: Any) -> str:
    """Return what prevents confirming it; empty if nothing does."""
    if not contact.live:
        return _("It is not on the site. Publish it first.")
    if contact.has_unpublished_changes:
        return _(
            "It has a draft that is not published. Publish the draft, or go back to "
            "the published version in the history."
        )
    return ""


def confirm(contact: Any, user: Any) -> None:
    """Record that `user` checked today that what readers see is still right."""
    if problem := obstacle(contact):
        raise NotConfirmedError(problem)
    if contact.workflow_in_progress:
        raise NotConfirmedError(_("Somebody is reviewing it. Finish the review first."))
    contact.verified_on = localdate()
    contact.verified_by = get_user_display_name(user)[:150]
    contact.review_due = contact.next_review(contact.verified_on)
    # Use a separate log context: the history shows only one entry for each.
    with transaction.atomic(), LogContext(user=user):
        try:
            revision = contact.save_revision(user=user)
        except ValidationError as error:
            raise NotConfirmedError(" ".join(error.messages)) from error
        # `changed=False`: otherwise the history would call the live version a draft.
        revision.publish(user=user, changed=False, log_action=ACTION)


@dataclass(frozen=True)
class SeenContact:
    """A selected contact, and a digest of the facts on the screen."""

    kind: str
    pk: int
    seen: str = ""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Parse submitted input; None if it is not from our form."""
        found = SENT.fullmatch(text)
        return found and cls(found["kind"], int(found["pk"]), found["seen"] or "")

    @classmethod
    def of(cls, contact: Any) -> Self:
        facts = "\n".join(str(fact) for fact in contact.facts())
        seen = hashlib.sha256(facts.encode()).hexdigest()[:12]
        return cls(contact._meta.model_name, contact.pk, seen)

    @property
    def model(self) -> Any:
        return CONFIRMABLE[self.kind]

    @property
    def short(self) -> str:
        return f"{self.kind}:{self.pk}"

    def __str__(self) -> str:
        return f"{self.short}:{self.seen}"


@transaction.atomic
def confirm_all(
    items: Iterable[SeenContact], user: Any
) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names that were confirmed, and why the others could not be."""
    confirmed: list[str] = []
    refused: list[tuple[str, str]] = []
    for item in items:
        if not may_confirm(user, item.model):
            raise PermissionDenied
        contact = item.model.objects.select_for_update().filter(pk=item.pk).first()
        if contact is None:
            refused.append((_("A contact"), _("It was deleted.")))
            continue
        try:
            if SeenContact.of(contact) != item:
                raise NotConfirmedError(
                    _("It was changed after you opened the page. Look at it again.")
                )
            confirm(contact, user)
        except NotConfirmedError as refusal:
            refused.append((str(contact), str(refusal)))
        else:
            confirmed.append(str(contact))
    return confirmed, refused
