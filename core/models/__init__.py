"""Abstract models that two or more rooms share."""

from core.models.base_page import BasePage
from core.models.clean_text import Typed
from core.models.previewed import PreviewedInPage, previews
from core.models.public import PublicPageQuerySet, is_shown

__all__ = [
    "BasePage",
    "PreviewedInPage",
    "PublicPageQuerySet",
    "Typed",
    "is_shown",
    "previews",
]
