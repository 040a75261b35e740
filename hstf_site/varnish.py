"""
Has Varnish, in front of the site, forget its copies when anything has changed.

Without it, readers would see a change within a second, as Varnish revalidates each
page. But an old copy of what was withdrawn or corrected could come back if all nodes
then failed.
"""

import logging
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)

LONGEST_WAIT = 1.0  # seconds, for each answer of a Varnish
# A page that was being fetched the first time was perhaps made before the change.
BETWEEN_THE_TWO = 1.0
UNTIL_THE_NEXT_TRY = 5.0
# The page that must be there if nothing else is: asked for as soon as it is forgotten.
LAST_TO_FAIL = "/help/"


def forget_all() -> None:
    """
    Have each Varnish forget everything, twice, about a second apart.

    This returns at once and never raises: a thread of its own does the work, until each
    Varnish has done it. Call it as often as there are changes.
    """
    for address in settings.FRONTEND_CACHES:
        forgetful(address).forget()


class Varnish:
    """One Varnish, and the thread that tells it what to forget."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.place = urlsplit(address).netloc
        self.wanted = threading.Event()
        threading.Thread(
            target=self.run, name=f"Varnish {address}", daemon=True
        ).start()

    def forget(self) -> None:
        self.wanted.set()

    def run(self) -> None:
        while True:
            self.wanted.wait()
            self.wanted.clear()
            self.insist()
            time.sleep(BETWEEN_THE_TWO)
            # A change since then begins again, and its first time is this second one.
            if not self.wanted.is_set():
                self.insist()

    def insist(self) -> None:
        """Try until it is done; one warning tells of an outage, however long."""
        is_known = False
        while why := self.refusal():
            if not is_known:
                logger.warning("Varnish at %s keeps old copies: %s", self.address, why)
            is_known = True
            time.sleep(UNTIL_THE_NEXT_TRY)
        with suppress(OSError, HTTPException):
            for host in settings.ALLOWED_HOSTS:
                if host[0] not in ".*":
                    self.ask("GET", LAST_TO_FAIL, host)

    def refusal(self) -> str:
        """Have it forget everything; return why it did not, if so."""
        try:
            status = self.ask("PURGE", "/", "localhost")
        except (OSError, HTTPException) as error:
            return str(error) or type(error).__name__
        return "" if status == 200 else f"it answered {status}"

    def ask(self, method: str, path: str, host: str) -> int:
        connection = HTTPConnection(self.place, timeout=LONGEST_WAIT)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host)
            connection.putheader("X-Forwarded-Proto", "https")
            connection.endheaders()
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()


known: dict[str, Varnish] = {}
lock = threading.Lock()


def forgetful(address: str) -> Varnish:
    """Return the one Varnish at an address; its thread starts with the first change."""
    with lock:
        if address not in known:
            known[address] = Varnish(address)
        return known[address]
