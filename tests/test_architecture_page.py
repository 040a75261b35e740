"""What docs/architecture.md shows exists, and its drawing is current."""

import re
import subprocess
import sys

from django.conf import settings

PAGE = settings.BASE_DIR / "docs" / "architecture.md"
# A file name alone stands for one of that name in every room.
PATH = re.compile(r"`([a-z_]+(?:/[\w.-]+)+/?|[a-z_]+/)`")


def missing(text):
    return [
        path for path in PATH.findall(text) if not (settings.BASE_DIR / path).exists()
    ]


def test_every_path_on_the_page_exists():
    text = PAGE.read_text(encoding="utf-8")

    assert len(PATH.findall(text)) > 80
    assert missing(text) == []


def test_path_that_is_gone_would_be_named():
    assert missing("`core/gone.py` and `core/`, `regions/page.py`") == ["core/gone.py"]


def test_drawing_shows_the_imports_as_they_are():
    done = subprocess.run(
        [sys.executable, "bin/draw-architecture", "--check"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
