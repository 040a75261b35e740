"""Base models of what is published, and the seals of its versions."""

from publishing.models.deletion_protected import (
    DeletionProtected,
    KeptOncePublic,
    Retirable,
    RetirableQuerySet,
)
from publishing.models.drafted import Drafted
from publishing.models.four_eyes import FourEyes, OwnWorkError
from publishing.models.seal import AlteredError, Seal
from publishing.models.stale_edit_guard import StaleEditGuard
from publishing.models.versioned import Publishable, Versioned

__all__ = [
    "AlteredError",
    "DeletionProtected",
    "Drafted",
    "FourEyes",
    "KeptOncePublic",
    "OwnWorkError",
    "Publishable",
    "Retirable",
    "RetirableQuerySet",
    "Seal",
    "StaleEditGuard",
    "Versioned",
]
