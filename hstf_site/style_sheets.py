"""
Serves each style sheet as one file, however many files it is written in.

A sheet of `static/css/` imports its parts from the folders beside it. Browsers would
follow the imports one request at a time, so they get the parts joined, and no comments.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

SHEET = re.compile(r"css/[\w-]+\.css")
PART = re.compile(r"css/.+/.+\.css")
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import "(?P<part>[^"]+)"( layer\((?P<layer>\w+)\))?;\n')


def join(sheet: Path) -> str:
    """Return a style sheet with its imports inlined and comments removed."""

    def inlined(found: re.Match[str]) -> str:
        rules = join(sheet.parent / found["part"])
        return f"@layer {found['layer']} {{\n{rules}}}\n" if found["layer"] else rules

    source = sheet.read_text(encoding="utf-8")
    return IMPORT.sub(inlined, COMMENT.sub("", source).lstrip())


class JoinedStyleSheets(FileSystemFinder):
    """Finds the files of `STATICFILES_DIRS`: sheets joined, their parts not at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joined = FileSystemStorage(settings.VAR_DIR / "joined")

    def keep(self, path: str, sheet: Path) -> str:
        """Return the path of a joined sheet, written if it has changed."""
        target = Path(self.joined.path(path))
        content = join(sheet)
        if not target.exists() or target.read_text(encoding="utf-8") != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Renamed when complete: another thread may be reading it.
            with NamedTemporaryFile(
                "w", dir=target.parent, delete=False, encoding="utf-8"
            ) as draft:
                draft.write(content)
            Path(draft.name).replace(target)
        return str(target)

    def find_location(
        self, root: str, path: str, prefix: str | None = None
    ) -> str | None:
        found = super().find_location(root, path, prefix)
        if found and SHEET.fullmatch(path):
            return self.keep(path, Path(found))
        return found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for path, storage in super().list(ignore_patterns):
            if SHEET.fullmatch(path):
                self.keep(path, Path(storage.path(path)))
                yield path, self.joined
            elif not PART.fullmatch(path):
                yield path, storage
