"""The exact words of a citation come out of rich text as they went in."""

import pytest
from wagtail.rich_text import expand_db_html

from sources.citations.finished_page import found
from sources.citations.marks import CitedPassage
from sources.citations.rich_text import written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words", ["I'm proud", "“Agents & Analysts”", "less < more > less", "co\u2011led"]
)
def test_words_are_neither_lost_nor_escaped_twice(words):
    passage = CitedPassage(1, words, "2026-01-23")

    assert list(found(expand_db_html(f"<p>So it is.{written(passage)}</p>"))) == [
        passage
    ]
