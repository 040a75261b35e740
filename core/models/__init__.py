"""Abstract models that two or more rooms share."""

from core.models.base_page import BasePage
from core.models.clean_text import CleanText
from core.models.previewed import PreviewedInPage, previews
from core.models.public import PublicPageQuerySet, is_shown

__all__ = [
    "BasePage",
    "CleanText",
    "PreviewedInPage",
    "PublicPageQuerySet",
    "is_shown",
    "previews",
]
