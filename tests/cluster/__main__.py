"""
Lets each fault happen to a running cluster, for long, and prints one table.

    make faults                          all
    make faults ARGS="--short"           all, each as long as in CI
    make faults ARGS="frozen locked"     those whose names have one of these words
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

from benchmarks.programs import say
from tests.cluster.faults import FAULTS, suffer


def told_by(arguments):
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--a-second", type=float, default=60, help="requests")
    parser.add_argument("--pace", type=float, default=1.0, help="seconds between edits")
    return parser.parse_args(arguments)


def row(name, seconds, verdict):
    counts = [verdict.asked, *map(len, verdict.misses.values())]
    cells = [f"{name}, {seconds:.0f} s", *(f"{count:,}" for count in counts)]
    return [*cells, f"{verdict.worst_seen:.2f} s", f"{verdict.slowest:.2f} s"]


def as_table(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for name, *cells in rows:
        told = [f"{cell:>{w}}" for cell, w in zip(cells, widths[1:], strict=True)]
        lines.append("  ".join([f"{name:<{widths[0]}}", *told]))
    return "\n".join(lines)


def main():
    told = told_by(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hstf_site.settings.test")
    django.setup()
    from tests.cluster.whole import Cluster, missing

    if packages := missing():
        sys.exit(f"Install these first: {' '.join(packages)}")
    rows, heads = [], []
    with (
        tempfile.TemporaryDirectory(prefix="hstf-faults-") as folder,
        Cluster(Path(folder), told.a_second, told.pace) as cluster,
    ):
        for fault in FAULTS:
            if told.words and not any(word in fault.name for word in told.words):
                continue
            for seconds in [fault.short] if told.short else fault.long:
                say(f"{fault.name}, {seconds} s")
                verdict = suffer(cluster, fault, seconds)
                heads = ["", "asked", *verdict.misses, "seen after", "slowest"]
                rows.append(row(fault.name, seconds, verdict))
                say(str(verdict))
    sys.stdout.write(f"{as_table([heads, *rows])}\n")
    has_missed = any(count != "0" for each in rows for count in each[2:-2])
    sys.exit(has_missed)


if __name__ == "__main__":
    main()
