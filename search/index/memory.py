"""Gives memory back to the system after the engine has written."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """
    Return what is free to the system, where the C library can (glibc).

    The engine writes in new threads, each with a heap of its own that glibc keeps:
    eight to ten megabytes more after each of the first dozens of updates.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
