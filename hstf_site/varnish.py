"""Purges Varnish, in front of the site, of what was published or unpublished."""

import logging
import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)

LONGEST_WAIT = 1.0  # seconds that an editor waits for a purge
SECONDS_AFTER_FAILURE = 10
# Unpublishing a whole branch purges each page: the first failure is enough.
away_until: dict[str, float] = {}


class Varnish(BaseBackend):
    """
    Purges pages, stale copies included, once others can read the change.

    Without it, readers would see the change within a second, as Varnish revalidates
    each page. But a stale copy could come back if the site then failed.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.address = urlsplit(params["LOCATION"]).netloc

    def purge(self, url: str) -> None:
        transaction.on_commit(partial(self.send, url), robust=True)

    def send(self, url: str) -> None:
        if time.monotonic() < away_until.get(self.address, 0.0):
            return
        asked = urlsplit(url)
        connection = HTTPConnection(self.address, timeout=LONGEST_WAIT)
        try:
            connection.request(
                "PURGE", asked.path or "/", headers={"Host": asked.netloc}
            )
            answer = connection.getresponse()
            if answer.status != 200:
                self.note(url, f"it answered {answer.status} {answer.reason}")
        except (OSError, HTTPException) as error:
            away_until[self.address] = time.monotonic() + SECONDS_AFTER_FAILURE
            self.note(url, error)
        finally:
            connection.close()

    def note(self, url: str, what: object) -> None:
        logger.warning("Varnish at %s keeps %s: %s", self.address, url, what)
