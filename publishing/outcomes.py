"""
What became of a request that failed with the database: whether anything was saved.

Until its transaction ends, nothing is. Afterwards everything is. In between only the
database knows, unless it has refused.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest

OPEN, ENDING, SAVED = "open", "ending", "saved"
STATE = "transaction_state"


def begin(request: HttpRequest) -> None:
    """Note that the transaction of this request has begun; call it inside."""
    note(request, OPEN)
    transaction.on_commit(lambda: note(request, SAVED))


def end(request: HttpRequest) -> None:
    """Note that the transaction is about to be committed."""
    note(request, ENDING)


def note(request: HttpRequest, state: str) -> None:
    vars(request)[STATE] = state


def is_nothing_saved(
    request: HttpRequest, *, is_refused: bool, has_transaction: bool
) -> bool:
    """Return whether it is certain; the answer may be no because nobody knows."""
    state: Any = vars(request).get(STATE)
    if state is None:  # its transaction, or even its view, has not begun
        return has_transaction or request.resolver_match is None
    return state == OPEN or (state == ENDING and is_refused)
