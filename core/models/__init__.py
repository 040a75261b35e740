"""Abstract models that two or more rooms share."""

from core.models.base_page import BasePage
from core.models.drafted import Drafted
from core.models.previewed import PreviewedInPage, previews
from core.models.public import PublicPageQuerySet, is_shown
from core.models.retirable import (
    KeptOncePublic,
    Lasting,
    Retirable,
    RetirableQuerySet,
)
from core.models.seal import AlteredError, Seal
from core.models.second_person import OwnWorkError, SecondPerson
from core.models.typed import Typed
from core.models.versioned import Publishable, Versioned

__all__ = [
    "AlteredError",
    "BasePage",
    "Drafted",
    "KeptOncePublic",
    "Lasting",
    "OwnWorkError",
    "PreviewedInPage",
    "PublicPageQuerySet",
    "Publishable",
    "Retirable",
    "RetirableQuerySet",
    "Seal",
    "SecondPerson",
    "Typed",
    "Versioned",
    "is_shown",
    "previews",
]
