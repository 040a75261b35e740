"""
Following the content: each process shows what is public now, and one of them writes.

The generation of the content (`page_cache`) says when to compare. A thread of each
serving process does that after each change, before anybody searches; elsewhere, as in
a command, whoever searches does. In a transaction the generation says nothing, because
it may be undone: there each search compares.
"""

import atexit
import logging
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils.timezone import localdate

from page_cache import request_cache
from page_cache.apps import site_generation
from page_cache.watching import STAMP
from search.index.folder import IndexFolder
from search.index.memory import give_back
from search.index.reading import DamagedIndexError, IndexSearcher, State, opened, sound
from search.index.writing import LEAST, Progress, created, update

logger = logging.getLogger(__name__)

# How long a search waits until the index shows the last change.
LONGEST_WAIT = 1.0  # seconds
LOOK_EVERY = 0.01  # seconds
# How long somebody else may write before a command gives up.
LONGEST_WRITING = 3600.0  # seconds
# Without any change: at midnight, or if the folder was deleted.
CHECK_EVERY = 10.0  # seconds
# While hundreds of entries are written.
REST_AFTER = 50  # entries
REST = 0.01  # seconds
LONGEST_END = 5.0  # seconds that a process waits for its thread
REPLACE_AFTER = 600.0  # seconds between two damages
WARN_AFTER = 60.0  # seconds between warnings
FAILURES = (DatabaseError, InterfaceError, DamagedIndexError)


def gently(done: int) -> None:
    """Leave a moment to whoever is served meanwhile."""
    if done % REST_AFTER == 0:
        time.sleep(REST)


def state_of_database() -> State:
    """Return what an index that is written now will show."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        (stamp,) = cursor.fetchone()
    return State(stamp, localdate().isoformat())


class FollowingIndex:
    """
    The index of this process: a searcher of it that is replaced after each change.

    Whatever fails in writing is logged, and the last index goes on answering.
    """

    def __init__(self, base: Path) -> None:
        self.folder = IndexFolder(base)
        self.shown: IndexSearcher | None = None
        self.mark: tuple[int, int] | None = None
        self.is_damaged = False
        # What a search has waited for in vain; the next one does not.
        self.given_up: State | None = None
        self.moved = Event()
        self.is_over = False
        self.thread: Thread | None = None
        self.lock = Lock()
        self.warned = self.replaced = float("-inf")

    # Reading

    def searcher(self) -> IndexSearcher | None:
        """
        Return the index as far as it has come; None while there is none.

        Nothing is raised. If it is behind, wait for up to a second.
        """
        if request_cache.is_in_transaction() or self.is_behind(self.wanted()):
            self.catch_up()
        return self.shown

    def wanted(self) -> State | None:
        """Return what it should show; None if that cannot be known."""
        stamp = site_generation().read()
        if stamp >= 0:
            return State(stamp, localdate().isoformat())
        if self.thread:  # its watcher has not reached the database either
            return None
        try:
            return state_of_database()
        except (DatabaseError, InterfaceError):
            return None

    def is_behind(self, wanted: State | None) -> bool:
        self.look()
        if self.shown is None or self.is_damaged:
            return wanted != self.given_up or wanted is None
        return wanted is not None and not self.shown.state.reaches(wanted)

    def catch_up(self) -> None:
        if self.thread:
            self.wait()
        else:
            self.try_to_write(LONGEST_WAIT)

    def wait(self) -> None:
        """Wait until the thread of this process, or another process, has written."""
        wanted = self.wanted()
        if wanted is None or wanted == self.given_up:
            return
        self.moved.set()
        until = time.monotonic() + LONGEST_WAIT
        while self.is_behind(wanted):
            if time.monotonic() > until:
                self.given_up = wanted
                return
            time.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Open the index again if it is another one, or shows something else."""
        mark = self.folder.mark()
        if mark is None or mark == self.mark:
            return
        with self.lock:
            if mark == self.mark:
                return
            self.mark = mark
            try:
                self.shown = IndexSearcher(opened(self.folder.path), self.damaged)
                self.is_damaged = False
            except DamagedIndexError as error:
                self.is_damaged = True
                self.warn("The index of the search is damaged: %s", error)

    def damaged(self) -> None:
        """Have it built anew; not again and again, if that is of no use."""
        if time.monotonic() - self.replaced > REPLACE_AFTER:
            self.is_damaged = True
            self.moved.set()

    # Writing

    def try_to_write(self, seconds: float) -> bool:
        """Write if needed and possible; return whether it shows what is public now."""
        try:
            return sound(lambda: self.write(seconds, self.unless_over))
        except FAILURES as error:
            self.warn("The index of the search is not up to date: %s", error)
            return False

    def write(
        self,
        seconds: float,
        progress: Progress = gently,
        *,
        anew: bool = False,
        memory: int = LEAST,
    ) -> bool:
        """
        Let the index show what is public now; return False if another process writes.

        `seconds`: how long to wait for that one. `anew`: throw the index away first.
        `memory`: bytes that the engine may use.
        Raise errors of the database and of the disk; nothing has changed then.
        """
        with self.folder.alone(seconds) as is_ours:
            if not is_ours:
                return False
            self.look()
            state = state_of_database()
            if anew or self.shown is None or self.is_lost():
                self.write_anew(state, progress, memory)
            elif self.shown.state != state or request_cache.is_in_transaction():
                self.write_what_is_new(state, progress)
            self.look()
        return True

    def write_what_is_new(self, state: State, progress: Progress) -> None:
        index = opened(self.folder.path)
        try:
            update(index, IndexSearcher(index), state, progress)
        except DamagedIndexError as error:
            self.warn("The index of the search is damaged: %s", error)
            self.write_anew(state, progress)

    def is_lost(self) -> bool:
        """Return whether there is nothing on the disk that can be updated."""
        return self.is_damaged or self.folder.mark() is None

    def write_anew(self, state: State, progress: Progress, memory: int = LEAST) -> None:
        with self.folder.replacing() as new:
            update(created(new), None, state, progress, memory)
        self.is_damaged = False
        self.replaced = time.monotonic()

    # The thread

    def start(self) -> None:
        """Keep up from now on, in a thread of its own."""
        self.thread = Thread(target=self.keep_up, name="search index", daemon=True)
        self.moved.set()
        self.thread.start()
        # The engine must not be at work when Python ends: it would end the process.
        atexit.register(self.stop)

    def stop(self) -> None:
        """Leave what is being written as it was, and end the thread."""
        self.is_over = True
        self.moved.set()
        if self.thread:
            self.thread.join(LONGEST_END)

    def keep_up(self) -> None:
        while not self.is_over:
            self.moved.wait(CHECK_EVERY)
            self.moved.clear()
            with suppress(Exception):
                self.follow()

    def unless_over(self, done: int) -> None:
        """Go on writing, gently; raise `InterruptedError` if the process ends."""
        if self.is_over:
            raise InterruptedError("the process ends")
        gently(done)

    def follow(self) -> None:
        """Show what is public now, whoever writes it."""
        self.look()
        newest = State(site_generation().newest(), localdate().isoformat())
        is_known = self.shown and self.shown.state == newest
        if self.is_over or (is_known and not self.is_lost()):
            return
        try:
            self.try_to_write(LONGEST_WAIT)
        finally:
            connection.close()
            give_back()

    def warn(self, words: str, error: Exception) -> None:
        if time.monotonic() - self.warned > WARN_AFTER:
            self.warned = time.monotonic()
            # Its words alone: its frames hold the writer, which has the engine's lock.
            logger.warning(words, str(error))


@cache
def index_in(base: Path) -> FollowingIndex:
    """Return the one index of this process in a folder."""
    return FollowingIndex(base)


def followed() -> FollowingIndex | None:
    """Return the index of this process; None if it has none."""
    base: Path | None = settings.SEARCH_INDEX
    return index_in(base) if base else None
