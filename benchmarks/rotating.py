"""Requests several pages in turn with wrk, as fast as possible or at a steady rate."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import BROWSER
from benchmarks.programs import HEADERS, ROOT, program

CONNECTIONS = 32
SCRIPT = ROOT / "benchmarks" / "rotate.lua"


@dataclass(frozen=True)
class Rotation:
    """What wrk has seen: per second; milliseconds; responses of 4xx and 5xx."""

    rate: float
    p50: float
    p99: float
    refused: int
    broken: int


def rotate(
    port: int,
    paths: Sequence[str],
    folder: Path,
    *,
    seconds: float,
    rate: int = 0,
) -> Rotation:
    """Request these paths in turn; `rate`: so many a second, 0: as fast as possible."""
    file = folder / "paths"
    file.write_text("\n".join(paths))
    command = [program("wrk", "wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s"]
    command += ["--timeout", "30s", "-s", str(SCRIPT)]
    for name, value in (HEADERS | BROWSER).items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(  # noqa: S603, all of it is ours
        [*command, f"http://127.0.0.1:{port}/"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PATHS": str(file), "RATE": str(rate)},
    ).stdout
    told = {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", said)}
    return Rotation(
        told["requests"] / told["microseconds"] * 1e6,
        told["p50"] / 1000,
        told["p99"] / 1000,
        told["refused"],
        told["broken"],
    )
