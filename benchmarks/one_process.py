"""
Renders pages in one process, and prints the processor time of each in milliseconds.

Run in a separate process, with the settings of the site: an application as
`module:name`, then paths.
"""

import statistics
import sys
import time
from importlib import import_module
from typing import Any
from wsgiref.util import setup_testing_defaults

from benchmarks.programs import HOST

TIMES = 15
# Until a process knows the generation, it keeps nothing.
WARMING = 3.0  # seconds


def request(path: str) -> dict[str, Any]:
    path, _mark, query = path.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": HOST}
    environ |= {"HTTP_X_FORWARDED_PROTO": "https"}
    setup_testing_defaults(environ)
    return environ


def render(application: Any, path: str) -> float:
    """Render a page, and return the milliseconds of the processor."""
    told: list[str] = []
    start = time.process_time()
    response = application(request(path), lambda status, _headers: told.append(status))
    b"".join(response)
    response.close()
    if not told[0].startswith("200"):
        raise SystemExit(f"{path}: {told[0]}")
    return (time.process_time() - start) * 1000


def main() -> None:
    module, name = sys.argv[1].split(":")
    paths = sys.argv[2:]
    application = getattr(import_module(module), name)
    end = time.monotonic() + WARMING
    while time.monotonic() < end:
        for path in paths:
            render(application, path)
    found = [[render(application, path) for path in paths] for _turn in range(TIMES)]
    for times in zip(*found, strict=True):
        sys.stdout.write(f"{statistics.median(times):.3f}\n")


if __name__ == "__main__":
    main()
