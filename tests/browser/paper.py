"""Sheets of paper: a PDF as whoever holds it sees it."""

import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field

from tests.browser.engines import program

MARGIN = 16 / 25.4 * 72  # points: `@page` in print.css
WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<'
)
SHEET = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
LINE = re.compile(r"<line [^>]*>(.*?)</line>", re.DOTALL)
SPACE = re.compile(r"\s+")
NOT_WORDS = re.compile(r"\W+")


def read(pdf, *options):
    """Return the text of a PDF, as another program copies it or reads it aloud."""
    command = [program("pdftotext", package="poppler-utils"), *options, str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return done.stdout


@dataclass
class Line:
    top: float
    bottom: float
    words: str


@dataclass
class Sheet:
    height: float
    lines: list[Line] = field(default_factory=list)

    @property
    def last(self):
        """Return the words of the lowest line, all its columns together."""
        lowest = max(line.bottom for line in self.lines)
        return " ".join(each.words for each in self.lines if each.bottom > lowest - 4)

    @property
    def filled(self):
        """Return how far down something is written, as a part of the sheet."""
        return max((line.bottom for line in self.lines), default=0) / self.height

    def cut(self):
        """Return the lines that lie partly beyond what is printed of the sheet."""
        return [
            line.words
            for line in self.lines
            if line.top < MARGIN - 3 or line.bottom > self.height - MARGIN + 3
        ]


def sheets(pdf):
    """Return the sheets of a PDF, with their lines."""
    found = []
    for _, height, content in SHEET.findall(read(pdf, "-bbox-layout")):
        sheet = Sheet(float(height))
        for line in LINE.findall(content):
            words = WORD.findall(line)
            sheet.lines.append(
                Line(
                    min(float(each[1]) for each in words),
                    max(float(each[3]) for each in words),
                    " ".join(each[4] for each in words),
                )
            )
        found.append(sheet)
    return found


def faults(pdf, headings):
    """Return what is wrong where one sheet ends and the next begins."""
    alone = Counter(SPACE.sub(" ", words).strip() for words in headings)
    found = []
    printed = sheets(pdf)
    for number, sheet in enumerate(printed, 1):
        found += [f"sheet {number} cuts: {words}" for words in sheet.cut()]
        if number == len(printed):
            break
        if sheet.filled < 0.4:
            found.append(f"sheet {number} of {len(printed)} is nearly blank")
        if sheet.last in alone:
            found.append(f"sheet {number} ends with the heading: {sheet.last}")
    return found
