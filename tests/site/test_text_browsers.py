"""Read aloud or as plain text, no two pieces of a page run together as one word."""

import re
from itertools import pairwise

from bs4 import BeautifulSoup

INLINE = {
    "a", "abbr", "b", "bdi", "button", "cite", "code", "data", "del", "em", "i", "ins",
    "label", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var",
}  # fmt: skip
ENDS = re.compile(r"[a-zA-Z.,;:!?”)]$")
SEARCHES = [
    f"/search/?q={words}"
    for words in ("arrests", "el+paso", "springfield", "trafficked", "ayuda", "zzqq")
]
BEGINS = re.compile(r"[A-Z][a-z]")


def joints(page):
    """Return where one word ends and the next begins without a space between them."""
    for element in page.find_all(["script", "style", "svg", "title"]):
        element.decompose()
    for element in page.find_all(True):
        if element.name not in INLINE:
            element.insert_before(" ")
            element.insert_after(" ")
    texts = [str(text) for text in page.find_all(string=True) if text]
    return [
        f"{one[-20:]}|{other[:20]}"
        for one, other in pairwise(texts)
        if ENDS.search(one) and BEGINS.match(other)
    ]


def test_joints_are_found():
    page = BeautifulSoup("<p><b>contraband</b><span>Drugs</span></p>", "html.parser")

    assert joints(page) == ["contraband|Drugs"]


def test_no_two_words_run_together(db, visitor, searched, paths):
    for path in [*paths, *SEARCHES]:
        page = BeautifulSoup(visitor.get(path).content, "html.parser")
        assert joints(page) == [], path
