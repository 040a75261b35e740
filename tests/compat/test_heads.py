"""Each workaround for a library is reviewed before a newer version is trusted."""

import re
import warnings
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

ROOT = Path(settings.BASE_DIR)
COMPAT = ROOT / "compat"
# Wagtail's templates that a room overrides by its own rules, beside those in `compat`.
ROOMS_TEMPLATES = ROOT / "templates"
PARTS = ("Works around", "Upstream", "Seen in", "Delete when")
SEEN = re.compile(r"([A-Za-z-]+) (\d+(?:\.\d+)+)")
HASH = re.compile(r"template ([0-9a-f]{12})")


def overridden():
    """Return our templates that stand in for one of Wagtail's, by their name."""
    wagtail = get_app_template_dirs("templates")
    theirs = [folder for folder in wagtail if "wagtail" in folder.parts]
    return {
        path: theirs_path
        for folder in (COMPAT / "templates", ROOMS_TEMPLATES)
        for path in sorted(folder.rglob("*.html"))
        for theirs_path in [each / path.relative_to(folder) for each in theirs]
        if theirs_path.exists()
    }


OVERRIDDEN = overridden()
FILES = sorted(
    {
        path
        for path in COMPAT.rglob("*")
        if path.suffix in {".html", ".js", ".py"}
        and path.name not in {"__init__.py", "apps.py"}
    }
    | set(OVERRIDDEN)
)


def head(path):
    """Return the parts of the comment that a file begins with."""
    text = path.read_text(encoding="utf-8")
    ends = re.search(r'.+?("""|\*/|#\}|endcomment)', text[4:], re.DOTALL).group()
    starts = "|".join(PARTS)
    found = re.findall(rf"({starts}): (.+?)(?=\s+\*?\s*(?:{starts}):|$)", ends, re.S)
    return dict(found)


def seen(path):
    return {
        name.lower(): version for name, version in SEEN.findall(head(path)["Seen in"])
    }


def differences(versions, parts):
    """Return packages with another version, compared by this many parts."""
    return {
        name: f"{version}, looked at {looked_at}"
        for name, looked_at in versions.items()
        for version in [metadata.version(name)]
        if version.split(".")[:parts] != looked_at.split(".")[:parts]
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_head_says_what_it_works_around_and_until_when(path):
    assert tuple(head(path)) == PARTS
    assert seen(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.filterwarnings("default")
def test_library_has_the_version_that_was_looked_at(path):
    assert differences(seen(path), parts=2) == {}, f"Look at {path.name} again."
    if newer := differences(seen(path), parts=3):
        warnings.warn(f"Look at {path.name} again: {newer}", stacklevel=1)


@pytest.mark.parametrize("path", OVERRIDDEN, ids=lambda path: path.name)
def test_template_that_ours_stands_in_for_is_the_one_that_was_looked_at(path):
    theirs = sha256(OVERRIDDEN[path].read_bytes()).hexdigest()[:12]

    assert HASH.findall(head(path)["Seen in"]) == [theirs], (
        f"Look at {path.name} again."
    )


def test_our_templates_stand_in_for_wagtails():
    assert len(OVERRIDDEN) > 5
    for path in OVERRIDDEN:
        name = "wagtailadmin/" + str(path).partition("wagtailadmin/")[2]
        assert get_template(name).origin.name == str(path)


@pytest.mark.parametrize(
    ("installed", "fails", "warns"),
    [
        ("7.4.4", False, False),
        ("7.4.5", False, True),
        ("7.5", True, True),
        ("8.0.1", True, True),
    ],
)
def test_other_version_would_be_noticed(monkeypatch, installed, fails, warns):
    monkeypatch.setattr(metadata, "version", lambda _name: installed)
    looked_at = {"wagtail": "7.4.4"}

    assert bool(differences(looked_at, parts=2)) == fails
    assert bool(differences(looked_at, parts=3)) == warns
