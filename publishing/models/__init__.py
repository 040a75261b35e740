"""Base models of what is published, and the seals of its versions."""

from publishing.models.deletion_protected import (
    KeptOncePublic,
    Lasting,
    Retirable,
    RetirableQuerySet,
)
from publishing.models.drafted import Drafted
from publishing.models.four_eyes import OwnWorkError, SecondPerson
from publishing.models.seal import AlteredError, Seal
from publishing.models.stale_edit_guard import UpToDate
from publishing.models.versioned import Publishable, Versioned

__all__ = [
    "AlteredError",
    "Drafted",
    "KeptOncePublic",
    "Lasting",
    "OwnWorkError",
    "Publishable",
    "Retirable",
    "RetirableQuerySet",
    "Seal",
    "SecondPerson",
    "UpToDate",
    "Versioned",
]
