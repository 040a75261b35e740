"""
The generation of the site's content: a number that grows with every visible change.

All processes read the same number. A page of an older generation is stale.

A change is announced before it is committed, and moves the number once it is. If the
process is killed between the two, nobody can say whether readers see the change, so the
others notice the announcement that is left, and move the number in its place.
"""

from collections.abc import Callable
from typing import Protocol

Withdraw = Callable[[], None]


class Generation(Protocol):
    def read(self) -> int: ...

    def advance(self) -> None: ...

    def announce(self) -> Withdraw:
        """Announce a change that may be committed soon; return how to withdraw it."""
        ...


class MemoryGeneration:
    """A counter that only this process knows."""

    def __init__(self) -> None:
        self.number = 0

    def read(self) -> int:
        return self.number

    def advance(self) -> None:
        self.number += 1

    def announce(self) -> Withdraw:
        return lambda: None  # the number is gone with the process
