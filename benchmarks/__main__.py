"""
Measures the site as ratios, and prints one table.

    make bench                      everything
    make bench ARGS=cached          one part: cached, uncached, processor and so on
    make bench ARGS="--write docs/operations/benchmarks.md"
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import (
    cached,
    flood,
    growth,
    look_ups,
    nodes,
    place_data,
    processor,
    search_memory,
    uncached,
    visible,
)
from benchmarks.programs import say
from benchmarks.table import Measurement, as_markdown, machine

Part = Callable[[Path, int, float], list[Measurement]]
PARTS: dict[str, Part] = {
    "cached": cached.measure,
    "uncached": uncached.measure,
    "growth": growth.measure,
    "processor": processor.measure,
    "visible": visible.measure,
    "nodes": nodes.measure,
    "place-data": place_data.measure,
    "search-memory": search_memory.measure,
    "look-ups": look_ups.measure,
    "flood": flood.flood,
}
START, END = "<!-- table: begin -->", "<!-- table: end -->"


def write(file: Path, text: str) -> None:
    """Put the table between its two marks."""
    before, found, rest = file.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    if not found:
        raise SystemExit(f"{file} has no line {START}")
    file.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


def known_part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(PARTS)}")
    return name


def told_by(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the site.")
    parser.add_argument(
        "parts", nargs="*", type=known_part, help=f"{', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of each target")
    parser.add_argument(
        "--rate",
        type=int,
        default=flood.RATE,
        help="kept pages a second beside new look-ups and searches (flood)",
    )
    parser.add_argument(
        "--write", type=Path, help="a file that has marks for the table"
    )
    parser.add_argument("--folder", type=Path, help="keeps the site for another run")
    told = parser.parse_args(arguments)
    told.parts = told.parts or list(PARTS)
    return told


def main() -> None:
    told = told_by(sys.argv[1:])
    about, start, rows = machine(), time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="hstf-bench-") as temporary:
        base = told.folder or Path(temporary)
        for name in told.parts:
            say(f"{name} ({time.monotonic() - start:.0f} s so far)")
            folder = base / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            part = (
                partial(flood.flood, rate=told.rate) if name == "flood" else PARTS[name]
            )
            rows += part(folder, told.rounds, told.seconds)
            say(as_markdown(rows))
    text = f"{as_markdown(rows)}\n\nTaken on {time.strftime('%Y-%m-%d')}: {about}"
    sys.stdout.write(f"{text}\n")
    if told.write:
        write(told.write, text)


if __name__ == "__main__":
    main()
