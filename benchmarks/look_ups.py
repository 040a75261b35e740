"""A look-up that is repeated, against a kept page."""

from pathlib import Path

from benchmarks.load import BROWSER
from benchmarks.programs import get, granian, program, say
from benchmarks.rotating import rotate
from benchmarks.site import make_site
from benchmarks.table import Measurement, compare

REPEATED = [
    "77002",
    "60601",
    "El Paso",
    "Texas",
    "Miami",
    "NYC",
    "79901",
    "Harris County",
]


def led(port: int, text: str) -> str:
    """Look up a text, and return the path where it leads; empty if nowhere."""
    status, headers, _body = get(port, look_up(text), **BROWSER)
    told = {name.lower(): value for name, value in headers.items()}
    return told["location"] if status == 302 else ""


def look_up(text: str) -> str:
    return f"/regions/?q={text.replace(' ', '+')}"


def measure(folder: Path, rounds: int, seconds: float) -> list[Measurement]:
    """Compare how many readers a second see the answer of a repeated look-up."""
    program("wrk", "wrk")
    settings = make_site(folder.parent / "site")
    with granian("hstf_site.wsgi:application", settings) as port:
        pairs = {text: led(port, text) for text in REPEATED}
        for text in [text for text, page in pairs.items() if not page]:
            say(f"  {text} leads nowhere, and is left out")
            del pairs[text]
        pages = list(pairs.values())
        both = [path for text, page in pairs.items() for path in (look_up(text), page)]
        found: dict[str, list[float]] = {"page": [], "look-up": []}

        def turn(paths: list[str], length: float) -> float:
            told = rotate(port, paths, folder, seconds=length)
            if told.refused or told.broken:
                raise SystemExit(f"Not all were answered: {told}")
            return told.rate

        for paths in (pages, both):
            turn(paths, 1)  # warms both workers
        for number in range(1, rounds + 1):
            found["page"].append(turn(pages, seconds))
            # A reader sends two requests for one look-up.
            found["look-up"].append(turn(both, seconds) / 2)
            say(f"  round {number} of {rounds}: {found['look-up'][-1]:,.0f} look-ups/s")
    return [
        compare(
            "Repeated look-up, redirect and page; kept page",
            found["look-up"],
            found["page"],
            "≥ 0.3",
        )
    ]
