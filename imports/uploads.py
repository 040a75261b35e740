"""Keeps an uploaded file until its editor has looked at what it would change."""

import secrets
import time
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing

MAX_AGE = 60 * 60  # seconds in which an editor may decide
SALT = "regions.importing"


class Upload(NamedTuple):
    """A file whose changes somebody was shown."""

    path: Path
    file_name: str
    digest: str


class UploadGoneError(Exception):
    """The file was used up, is too old, or was never this editor's."""


def folder() -> Path:
    path: Path = settings.VAR_DIR / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(content: bytes) -> Path:
    """Store a file. Its name cannot be guessed, and only the site may read it."""
    remove_old_files()
    path = folder() / f"{secrets.token_hex(16)}.csv"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path


def remove_old_files() -> None:
    for path in folder().glob("*.csv"):
        if path.stat().st_mtime < time.time() - MAX_AGE:
            path.unlink(missing_ok=True)


def ticket(upload: Upload, kind: str, user: Any) -> str:
    """Return a signed token with which the same editor can repeat the import."""
    return signing.dumps(
        [upload.path.name, upload.file_name, upload.digest, kind, user.pk], salt=SALT
    )


def redeem(words: str, kind: str, user: Any) -> Upload:
    """Find the upload again. Raise UploadGoneError unless all is as it was shown."""
    try:
        name, file_name, digest, *whose = signing.loads(
            words, salt=SALT, max_age=MAX_AGE
        )
    except (signing.BadSignature, ValueError) as error:
        raise UploadGoneError from error
    upload = Upload(folder() / name, file_name, digest)
    if whose != [kind, user.pk] or not upload.path.exists():
        raise UploadGoneError
    return upload
