"""Which errors mean that the database is away, locked or too slow."""

import logging
import sqlite3
import time

import psycopg

# Lost connections, conflicts, no resources, ended by an operator or a limit, system
# errors; no lock, a transaction that was idle too long, a standby after a failover.
AWAY = ("08", "40", "53", "57", "58", "55P03", "25P03", "25P04", "25006")
LOST = ("08", "57P")
AWAY_IN_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
# Seconds between two lines of the log that say so.
LOGGED_EACH = 1


def cause(error: BaseException | None) -> BaseException | None:
    """Return the error of the database that is behind this one, if it is away."""
    while error is not None:
        if is_away(error):
            return error
        error = error.__cause__ or error.__context__
    return None


def is_away(error: BaseException) -> bool:
    if isinstance(error, psycopg.Error):
        if error.sqlstate:
            return error.sqlstate.startswith(AWAY)
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in AWAY_IN_SQLITE


def is_refused(error: BaseException) -> bool:
    """Return whether the database itself said no, so that it saved nothing."""
    state = getattr(error, "sqlstate", "refused")
    return bool(state) and not state.startswith(LOST)


class ShortLog(logging.Filter):
    """One line a second without a traceback: every request would say the same."""

    logged = -float(LOGGED_EACH)

    def filter(self, record: logging.LogRecord) -> bool:
        error = cause(record.exc_info[1]) if record.exc_info else None
        if error is None:
            return True
        record.exc_info = None
        why = " ".join(str(error).split())
        record.msg = f"{record.getMessage()}: {why}"
        record.args = ()
        now = time.monotonic()
        is_new = now - self.logged >= LOGGED_EACH
        self.logged = now if is_new else self.logged
        return is_new
