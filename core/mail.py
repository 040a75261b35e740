"""Email is sent once the transaction that it is about is committed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction


class AfterCommit(BaseEmailBackend):
    """
    Hands messages to `EMAIL_SENT_BY` when the transaction commits.

    A slow mail server then holds no database lock, and nobody is notified of a
    change that was rolled back. Outside of a transaction, messages are sent at once.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.options = options

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = list(email_messages)
        sent_by = get_connection(
            settings.EMAIL_SENT_BY, fail_silently=self.fail_silently, **self.options
        )
        if not transaction.get_connection().in_atomic_block:
            return sent_by.send_messages(messages) or 0
        # The change stands, so an error here is logged, not raised.
        transaction.on_commit(partial(sent_by.send_messages, messages), robust=True)
        return len(messages)
