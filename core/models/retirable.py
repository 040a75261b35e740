"""Things that published words lean on: retired, never deleted."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class RetirableQuerySet(models.QuerySet[Any]):
    def in_use(self) -> "RetirableQuerySet":
        return self.filter(is_retired=False)


class Retirable(models.Model):
    """
    A record that other published records name.

    An old revision stores only its number, so losing it would break that revision:
    instead it is marked as retired. `core.apps` refuses the deletion of every subclass.
    """

    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_(
            "Tick this instead of deleting. It stays on pages that already use it, "
            "and is no longer offered for new ones."
        ),
    )

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise models.ProtectedError(self.deletion_refusal(), {self})

    def deletion_refusal(self) -> str:
        return gettext(
            "“%(name)s” cannot be deleted, because published words may rest on it. "
            "Mark it as retired instead."
        ) % {"name": self}
