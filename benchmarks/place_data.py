"""
What a process pays for all place data, in memory and in time.

Run as a module, in a process of its own, it prints megabytes and seconds.
"""

import gc
import re
import statistics
import sys
import time
from pathlib import Path

from benchmarks.programs import say
from benchmarks.site import run_inside
from benchmarks.table import Measurement

MOST_MEGABYTES, MOST_SECONDS = 30, 1


def memory() -> float:
    """Return the megabytes that this process has in memory."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def loaded() -> tuple[float, float]:
    """Load all place data, and return megabytes and seconds."""
    before, start = memory(), time.perf_counter()
    from places.loading import load

    load()
    seconds = time.perf_counter() - start
    return memory() - before, seconds


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    del folder, seconds  # it is loaded once in each process
    found = [
        tuple(map(float, run_inside({}, "benchmarks.place_data").split()))
        for _ in range(rounds)
    ]
    megabytes = max(each[0] for each in found)
    taken = statistics.median(each[1] for each in found)
    say(f"  {megabytes:.1f} MB, {taken:.2f} s")
    return [
        Measurement(
            "Place data of a process: memory, at worst",
            f"{megabytes:.1f} MB",
            f"{MOST_MEGABYTES} MB",
            megabytes / MOST_MEGABYTES,
            "≤ 1",
        ),
        Measurement(
            "Place data of a process: time, once, before the first visitor",
            f"{taken:.2f} s",
            f"{MOST_SECONDS} s",
            taken / MOST_SECONDS,
            "≤ 1",
        ),
    ]


if __name__ == "__main__":
    sys.stdout.write("{} {}".format(*loaded()))
