"""What editors teach, as words are understood by it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that people type (`typed`), and the words of the site for it (`means`)."""

    typed: tuple[str, ...]
    means: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Distress:
    """Words of somebody in danger, and the slug of the line that stands above all."""

    typed: tuple[str, ...]
    line: str
    language: str = "en"
