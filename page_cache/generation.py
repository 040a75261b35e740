"""
The generation of the site's content, as this process knows it.

Its stamp grows with every change that visitors could notice. The database keeps it
(see `triggers`), a watcher asks for it (see `watching`), and no request needs a query.
"""

from collections import deque
from collections.abc import Callable, Iterable
from itertools import count, pairwise
from threading import Lock
from typing import NamedTuple

from page_cache.node import Node, since_boot

# An answer proves the state of the database when it was asked for. After this long,
# there may be a change that nobody has told us about.
SURE = 2.0  # seconds
MOST_MOVES = 200


class Withdrawn(NamedTuple):
    """A path that stopped being public, with all below it; empty for any path."""

    path: str
    stamp: int


class KnownGeneration:
    """`clock`: seconds as of `page_cache.node.since_boot`."""

    def __init__(
        self, node: Node | None = None, clock: Callable[[], float] = since_boot
    ) -> None:
        self.node, self.clock = node or Node(), clock
        self.guesses = count(-1, -1)  # numbers that no page carries
        self.withdrawn: dict[str, int] = {}
        # The stamps that this process has seen, and when it first did.
        self.moves: deque[tuple[int, float]] = deque(maxlen=MOST_MOVES)
        self.lock = Lock()

    def read(self) -> int:
        """Return the stamp if it is sure to be the newest; otherwise a guess."""
        asked, stamp = self.node.read()
        if asked and 0 <= self.clock() - asked < SURE:
            return stamp
        return next(self.guesses)

    def newest(self) -> int:
        """Return the newest stamp that this machine has heard of."""
        return self.node.read()[1]

    def unsure_for(self) -> float:
        """Return for how many seconds the stamp has not been sure; 0 while it is."""
        asked = self.node.read()[0]
        age = self.clock() - asked
        return max(age - SURE, 0.0) if asked and age >= 0 else float("inf")

    def learn(
        self, stamp: int, asked: float, withdrawn: Iterable[Withdrawn] = ()
    ) -> None:
        """Take an answer of the database, and what was withdrawn since the last one."""
        # Before the stamp: no page may count as unwithdrawn with it.
        for path, when in withdrawn:
            self.withdrawn[path] = max(when, self.withdrawn.get(path, 0))
        self.node.learn(stamp, asked, self.clock())
        self.note_move()

    def note_move(self) -> None:
        """Note when this process first saw the stamp of today."""
        stamp = self.newest()
        if not self.moves or self.moves[-1][0] != stamp:
            with self.lock:
                if not self.moves or self.moves[-1][0] != stamp:
                    self.moves.append((stamp, self.clock()))

    def stale_for(self, stamp: int) -> float:
        """Return for how many seconds this process has known of a later stamp."""
        self.note_move()
        moves = list(self.moves)
        now = self.clock()
        since = moves[0][1]
        for (this, _), (_, then) in pairwise([*moves, (0, now)]):
            if this == stamp:
                since = then
        return now - since

    def has_withdrawn(self, path: str, stamp: int) -> bool:
        """Return whether what was at this path with this stamp is no longer public."""
        # A list of its own: the watcher may add to it meanwhile.
        return any(
            stamp < when and (path.startswith(gone) or f"{path}/" == gone)
            for gone, when in list(self.withdrawn.items())
        )

    def advance(self) -> None:
        """Move on, in a process that no database tells."""
        self.learn(self.newest() + 1, self.clock())
