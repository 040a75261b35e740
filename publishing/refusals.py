"""An error whose message says what to do instead."""

from typing import Any

from django.core.exceptions import PermissionDenied


class Refusal(PermissionDenied):
    """Refuses with `message`, which the admin shows; see `publishing.transactions`."""

    message: Any

    def __init__(self) -> None:
        super().__init__(str(self.message))
