"""Sources, the abstract `Cited`, disagreements between sources, credited images."""

from sources.models.cited import Citation, Cited, CitedPage, IndexPage
from sources.models.disagreement import Disagreement, Position
from sources.models.image import CreditedImage, CreditedRendition
from sources.models.source import Source

__all__ = [
    "Citation",
    "Cited",
    "CitedPage",
    "CreditedImage",
    "CreditedRendition",
    "Disagreement",
    "IndexPage",
    "Position",
    "Source",
]
