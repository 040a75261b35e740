"""The generation for several machines."""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

import redis

from page_cache.generation import Withdraw

logger = logging.getLogger(__name__)

REDIS_KEY = "hstf:generation"
# The announced changes: a unique name, and the time of the announcement.
REDIS_ANNOUNCED = "hstf:announced"
REDIS_MOVED = "hstf:moved"
SECONDS_AFTER_FAILURE = 5
# Redis cannot tell which processes are alive. A change that takes longer may be one
# that a dead process had committed. So the number moves, repeatedly at this interval.
SECONDS_IN_DOUBT = 2
# By then, pages have expired by the clock.
SECONDS_ANNOUNCED = 300


class RedisGeneration:
    """A counter shared by several machines; read a few times a second at most."""

    def __init__(
        self,
        url: str,
        seconds: float = 0.25,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client = redis.Redis.from_url(
            url, socket_timeout=0.5, socket_connect_timeout=0.5
        )
        self.seconds, self.clock = seconds, clock
        self.number = 0
        self.untold = 0  # changes of this process that Redis does not have yet
        self.ask_again = 0.0
        self.lock = Lock()  # a late reply must not overwrite a newer one

    def read(self) -> int:
        if self.clock() >= self.ask_again:
            with self.lock:
                now = self.clock()
                if now >= self.ask_again:
                    self.ask_again = now + self.seconds
                    self.ask()
        return self.number

    def ask(self) -> None:
        try:
            self.move_for_the_dead()
            number = int(self.client.get(REDIS_KEY) or 0)
            behind = self.untold
            if number < self.number - self.untold:
                # It was restarted and has lost changes. No number may be reused.
                behind += self.number - number + 1
            if behind:
                number = int(self.client.incrby(REDIS_KEY, behind))
            self.number, self.untold = number, 0
        except redis.RedisError as error:
            # Without it, pages still expire by the clock.
            self.ask_again = self.clock() + SECONDS_AFTER_FAILURE
            logger.warning("The page cache cannot read its generation: %s", error)

    def advance(self) -> None:
        with self.lock:
            try:
                self.client.incr(REDIS_KEY)
            except redis.RedisError:
                # This process at least renders pages again; the others hear later.
                self.untold += 1
                self.number += 1
                raise
            self.ask_again = 0.0

    def announce(self) -> Withdraw:
        name = uuid.uuid4().hex
        try:
            self.client.hset(REDIS_ANNOUNCED, name, time.time())
        except redis.RedisError as error:
            logger.warning("The page cache cannot announce a change: %s", error)
            return lambda: None

        def withdraw() -> None:
            with suppress(redis.RedisError):  # then it stays until it expires
                self.client.hdel(REDIS_ANNOUNCED, name)

        return withdraw

    def move_for_the_dead(self) -> None:
        """Move the number while an announcement is overdue, one process for all."""
        for name, since in self.client.hgetall(REDIS_ANNOUNCED).items():
            late = time.time() - float(since) - SECONDS_IN_DOUBT
            if late > 0 and self.client.set(
                REDIS_MOVED, 1, nx=True, ex=SECONDS_IN_DOUBT
            ):
                self.client.incr(REDIS_KEY)
            if late > SECONDS_ANNOUNCED:
                self.client.hdel(REDIS_ANNOUNCED, name)
