"""Requests pages as fast as possible, alternating between targets."""

import re
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.programs import HEADERS, get, program, say

CONNECTIONS = 32
# What a current browser sends.
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass(frozen=True)
class Target:
    """A URL to request, and the request's headers."""

    port: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


def requests_per_second(target: Target, seconds: float, connections: int) -> float:
    command = [program("wrk", "wrk"), "-t1", f"-c{connections}", f"-d{seconds:g}s"]
    command += ["--timeout", "30s"]
    for name, value in (HEADERS | dict(target.headers)).items():
        command += ["-H", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{target.port}{target.path}")
    told = subprocess.run(  # noqa: S603, all of it is ours
        command, check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{target.path} did not answer with a page:\n{told}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    return float(found.group(1)) if found else 0.0


def in_turns(
    targets: Mapping[str, Target],
    rounds: int,
    seconds: float,
    connections: int = CONNECTIONS,
) -> dict[str, list[float]]:
    """Return the requests per second of each target in each round."""
    found: dict[str, list[float]] = {name: [] for name in targets}
    for target in targets.values():
        requests_per_second(target, 1, connections)  # warms the caches
    for number in range(1, rounds + 1):
        for name, target in targets.items():
            found[name].append(requests_per_second(target, seconds, connections))
        best = ", ".join(f"{name} {told[-1]:,.0f}/s" for name, told in found.items())
        say(f"  round {number} of {rounds}: {best}")
    return found


def times_in_turns(
    targets: Mapping[str, Target], requests: int
) -> dict[str, list[float]]:
    """Send requests one by one, and return the milliseconds of each response."""
    found: dict[str, list[float]] = {name: [] for name in targets}
    for number in range(requests + 2):
        for name, target in targets.items():
            start = time.perf_counter()
            status, _headers, _body = get(
                target.port, target.path, **dict(target.headers)
            )
            if status != 200:
                raise SystemExit(f"{name} {target.path}: {status}")
            if number >= 2:  # the first ones warm the caches
                found[name].append((time.perf_counter() - start) * 1000)
    return found
