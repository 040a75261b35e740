"""The table of ratios, and the machine on which they were measured."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

VERSIONS = ("Django", "wagtail", "granian")


@dataclass(frozen=True)
class Measurement:
    """
    One measurement beside its baseline.

    `ratio` is None without a baseline; `goal` such as "≥ 0.8", or empty.
    """

    what: str
    measured: str
    compared: str
    ratio: float | None = None
    goal: str = ""

    @property
    def is_met(self) -> bool | None:
        if self.ratio is None or not self.goal:
            return None
        sign, limit = self.goal.split()
        wanted = float(limit)
        return self.ratio >= wanted if sign == "≥" else self.ratio <= wanted

    @property
    def verdict(self) -> str:
        return {True: "met", False: "missed", None: ""}[self.is_met]


def median_ratio(these: Sequence[float], others: Sequence[float]) -> float:
    """
    Return the median of the ratios of each round.

    Both were measured one right after the other, so a busy moment affects both alike.
    """
    return statistics.median(
        one / other for one, other in zip(these, others, strict=True)
    )


def compare(
    what: str,
    these: Sequence[float],
    others: Sequence[float],
    goal: str,
    unit: str = "{:,.0f}/s",
) -> Measurement:
    """Return a row for measurements of the same rounds."""
    return Measurement(
        what,
        unit.format(statistics.median(these)),
        unit.format(statistics.median(others)),
        median_ratio(these, others),
        goal,
    )


def as_markdown(rows: Sequence[Measurement]) -> str:
    lines = [
        "| What | Measured | Compared with | Ratio | Goal | |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append(
            f"| {row.what} | {row.measured} | {row.compared} | {ratio} | {row.goal} |"
            f" {row.verdict} |"
        )
    return "\n".join(lines)


def machine() -> str:
    """Describe the computer and what runs on it, in one sentence."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    programs = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    return (
        f"{os.cpu_count()} cores ({processor()}), {pages / 2**30:.0f} GB of memory, "
        f"Python {platform.python_version()}, {programs}; load before the run: "
        f"{os.getloadavg()[0]:.1f}."
    )


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
