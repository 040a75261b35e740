"""Abstract models that two or more rooms share."""

from core.models.base_page import BasePage
from core.models.retirable import Lasting, Retirable, RetirableQuerySet

__all__ = ["BasePage", "Lasting", "Retirable", "RetirableQuerySet"]
