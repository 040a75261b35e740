"""Where uploaded files are kept."""

import threading
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from core.disk import is_full


class CompleteFileStorage(FileSystemStorage):
    """Django's, which leaves the beginning of a file behind if the disk is full."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_this_thread = threading.local()

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        # Asked for each name that is tried: somebody may be faster with the first one.
        found = super().get_available_name(name, max_length)
        self.of_this_thread.tried = found
        return found

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)  # type: ignore[misc] # Django has it
        except OSError as error:
            if is_full(error):
                begun = Path(self.path(self.of_this_thread.tried))
                begun.unlink(missing_ok=True)
            raise
        return saved
