"""Full disks: nothing is half saved, and the editor is told."""

import errno
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
FULL_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
FULL_POSTGRES = "53100"  # disk_full


def is_full(error: BaseException | None) -> bool:
    """Return whether an error, or one of its causes, is a full disk."""
    while error is not None:
        if (
            (isinstance(error, OSError) and error.errno in NO_ROOM)
            or getattr(error, "sqlite_errorcode", None) in FULL_SQLITE
            or getattr(error, "sqlstate", None) == FULL_POSTGRES
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def refuse_without_room(size: int) -> None:
    """Raise ValidationError if there is no space for a file of this many bytes."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    disk = shutil.disk_usage(folder)
    # Some file systems cannot tell, and report no space at all.
    if disk.total and disk.free < size:
        raise ValidationError(
            gettext(
                "There is no room left on the server for this file, so nothing was "
                "saved. Keep the file, and tell whoever runs the server."
            ),
            code="no_room",
        )
