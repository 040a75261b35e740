"""What a process pays for all place data."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 30
# In a process of its own, whose memory holds nothing else of this project.
MEASURE = """
import csv, dataclasses, enum, functools, re, unicodedata
from pathlib import Path

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

before = resident()
from places.loading import load
load()
print(resident() - before)
from places.reading import read
from places.states import StateNames
read("Albuquerqe", StateNames({"NM": "New Mexico"}))
print(resident() - before)
import sys
print(int("django" in sys.modules))
"""


def test_all_place_data_take_little_memory_and_no_framework():
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", MEASURE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, used, has_django = map(int, done.stdout.split())

    assert 5_000_000 < loaded < MOST_MEGABYTES * 1_000_000
    assert used < MOST_MEGABYTES * 1_000_000
    assert not has_django
