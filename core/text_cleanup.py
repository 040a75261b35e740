"""
Cleanup of text that was typed, pasted or exported from a spreadsheet.

One home for what forms and imports share: which characters are invisible, and which
texts are not values but a program's placeholders.
"""

import re
from unicodedata import category

from django.utils.translation import gettext_lazy as _

# Joiners of some scripts (and emoji) are kept between letters.
JOINER = re.compile("(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
KEPT_CONTROLS = "\t\n"
INVISIBLE = {"Cf", "Cc", "Cs"}  # categories of Unicode
QUOTATION_MARKS = "'\"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
ARTIFACTS = {
    re.compile(
        r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!"
        r"|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)|Err:[0-9]{3}",
        re.IGNORECASE,
    ): _(
        "“%(value)s” is an error of a spreadsheet. Give the value itself, or leave "
        "this empty."
    ),
    re.compile("#{2,}"): _(
        "“%(value)s” stands for something too wide for its column in a spreadsheet. "
        "Make the column wider there, or type it again."
    ),
    re.compile("nan|null|none|n/a|undefined|<na>", re.IGNORECASE): _(
        "“%(value)s” stands for no value. Leave this empty where nothing is known."
    ),
    re.compile("true|false", re.IGNORECASE): _(
        "“%(value)s” is what a spreadsheet makes of a yes or no. Give the words "
        "themselves."
    ),
    re.compile(r"[+-]?(?:[0-9]+E[+-]|[0-9]+[.,][0-9]+E[+-]?)[0-9]+", re.IGNORECASE): _(
        "“%(value)s” is a number that a spreadsheet has shortened, so digits are lost. "
        "Type all its digits again, in a column whose format is Text."
    ),
    re.compile(
        rf"[0-9]{{1,2}}-{MONTH}(?:-[0-9]{{2}})?|{MONTH}-[0-9]{{1,2}}", re.IGNORECASE
    ): _(
        "“%(value)s” looks like something that a spreadsheet has turned into a date. "
        "Type it again, in a column whose format is Text; write a date in words, such "
        "as September 5."
    ),
}


def tidied(text: str) -> str:
    """
    Return the text without invisible characters, with plain spaces and line ends.

    Zero-width and no-break spaces, marks of writing direction, soft hyphens and control
    characters come with pasted text. They would break a URL or a search.
    """
    if text.isascii() and text.isprintable():  # a fast path for most texts
        return text.strip()
    text = LINE_ENDS.sub("\n", text)
    kept = {match.start() for match in JOINER.finditer(text)}
    return "".join(
        " " if category(character) == "Zs" else character
        for at, character in enumerate(text)
        if category(character) not in INVISIBLE
        or character in KEPT_CONTROLS
        or at in kept
    ).strip()


def one_line(text: str) -> str:
    return " ".join(tidied(text).split())


def bare(text: str) -> str:
    """Return a code, number or date without the marks that force it to be text."""
    return one_line(text).strip(QUOTATION_MARKS + " ")


def artifact(text: str) -> str:
    """Return why the text as a whole is not a value; empty if it is one."""
    words = text.strip()
    for pattern, reason in ARTIFACTS.items():
        if pattern.fullmatch(words):
            return str(reason % {"value": words})
    return ""
