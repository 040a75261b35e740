"""Where uploaded files are stored."""

import threading
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from core.disk import is_full


class CompleteFileStorage(FileSystemStorage):
    """Django's storage, which would leave a partial file on a full disk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_this_thread = threading.local()

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        # Called for each candidate name: somebody may take the first one meanwhile.
        found = super().get_available_name(name, max_length)
        self.of_this_thread.tried = found
        return found

    def _save(self, name: str, content: Any) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc] # Django has it
        except OSError as error:
            if is_full(error):
                Path(self.path(self.of_this_thread.tried)).unlink(missing_ok=True)
            raise
