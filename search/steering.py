"""What editors teach the search, as each process holds it in memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that people type (`typed`), and the words of the site for it (`means`)."""

    typed: tuple[str, ...]
    means: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """What stands first for some words; `key`: of the entry, such as "page:12"."""

    typed: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Distress:
    """Words of somebody in danger, and the slug of the line that stands above all."""

    typed: tuple[str, ...]
    line: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Steering:
    meanings: tuple[Meaning, ...] = ()
    best_answers: tuple[BestAnswer, ...] = ()
    distress: tuple[Distress, ...] = ()


def known_steering() -> Steering:
    """Return what the site starts with."""
    from pathlib import Path
    import yaml
    from django.conf import settings
    rows = yaml.safe_load(Path(settings.BASE_DIR, "fixtures/search_meanings.yaml").read_text())
    return Steering(tuple(
        Meaning(tuple(row["phrases"].split("\n")[:-1]), tuple(row["means"].split("\n")[:-1]), row.get("language", "en"))
        for row in rows
    ))
