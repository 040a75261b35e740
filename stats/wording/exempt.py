"""Numbers in running text that count nothing: dates, laws, telephones, quotations."""

import re

from stats.wording.numbers import AND_A_PART, FRACTION

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|"
    "December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# What is not a count: each is blanked out before the search for numbers.
EXEMPT = [
    # Dates, from 2025-01-20 to "January 20, 2025", "28 August" and "fiscal year 2024".
    re.compile(r"\b\d{4}-\d{2}(-\d{2})?\b"),
    re.compile(rf"\b({MONTHS})\.? \d{{1,2}}(?!\d)( ?(-|to|and) ?\d{{1,2}}\b)?"),
    re.compile(rf"\b\d{{1,2}} ({MONTHS})\b"),
    re.compile(r"\b(?:fiscal year|FY) ?\d{2,4}\b", re.IGNORECASE),
    re.compile(r"(?<![\d,.$])(?:1[89]|20)\d\d(?![\d,]|\.\d|[+kKM%])"),
    # Law: 28 C.F.R. Part 9, 18 U.S.C. 1961, Executive Order 14159, section 4.
    re.compile(
        r"\b\d+ (U\.?S\.?C|C\.?F\.?R|Fed\. Reg|Stat)\b[.\s§]*(Part )?[\d.()a-z-]*"
    ),
    re.compile(r"\b(Executive Order|E\.?O\.?|Public Law|Pub\. L\.|H\.R\.) ?[\d-]+"),
    re.compile(
        r"(\b(sections?|sec\.|parts?|titles?|articles?|chapters?|paragraphs?|no\.|"
        r"version|WCAG|CC0|CC BY)|§§?) ?\d[\d.()a-z-]*",
        re.IGNORECASE,
    ),
    # Telephone numbers and codes to text to.
    re.compile(r"(\+?1[ .-])?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"),
    re.compile(r"\b\d{3}-\d{4}\b|\b1-\d{3}-[\dA-Z-]{7,}"),
    re.compile(r"\b(call|dial|text|phone) ([2-9]11|988|\d{5,6})\b", re.IGNORECASE),
    re.compile(r"\btext [\w “”]{1,20} to \d{5,6}\b", re.IGNORECASE),
    # ZIP codes.
    re.compile(r"\b([A-Z]{2}|ZIP( codes?)?) \d{5}(-\d{4})?\b"),
    # The number of a list item.
    re.compile(r"^\s*\d+[.)] ", re.MULTILINE),
]
# Fractions are ambiguous, and the numbers beside them are whole.
PARTS = [AND_A_PART, FRACTION]
QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
ATTRIBUTED = re.compile(
    r"\b(according to|in the words of|says?|said|states?|stated|writes?|wrote|reads?|"
    r"prints?|printed|reports?|reported|calls?|called|gives?|gave|puts?|names?|heading|"
    r"headline|quotes?|quoted)\b",
    re.IGNORECASE,
)


def blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "~", found.group())


def countable(sentence: str) -> str:
    """Blank out what is exempt, character by character."""
    for exempt in [*EXEMPT, *PARTS]:
        sentence = exempt.sub(blank, sentence)
    unquoted = QUOTED.sub(blank, sentence)
    return unquoted if ATTRIBUTED.search(unquoted) else sentence
