"""Sources, the abstract `Cited`, disagreements, notes of changes, credited images."""

from sources.models.change_note import ChangeNote, NoteKind
from sources.models.cited import Citation, Cited, CitedPage, IndexPage
from sources.models.disagreement import Disagreement, Position
from sources.models.image import CreditedImage, CreditedRendition
from sources.models.noted_page import NotedPage
from sources.models.source import Source

__all__ = [
    "ChangeNote",
    "Citation",
    "Cited",
    "CitedPage",
    "CreditedImage",
    "CreditedRendition",
    "Disagreement",
    "IndexPage",
    "NoteKind",
    "NotedPage",
    "Position",
    "Source",
]
