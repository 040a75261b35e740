"""The small helpers that templates use for display."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags.display import (
    current,
    host,
    sections,
    unbroken,
)


def block(heading):
    return SimpleNamespace(value={"heading": heading} if heading else "words")


def test_every_section_has_an_id_of_its_own():
    body = [block("Who leads"), block("Who leads"), block("Sources"), block("")]

    anchors = [section["anchor"] for section in sections(body)]

    assert anchors == ["who-leads", "who-leads-2", "sources-2", ""]


def test_ids_inside_an_answer_carry_its_name():
    [section] = sections([block("Both accounts")], "faq-who-leads-it")

    assert section["anchor"] == "faq-who-leads-it-both-accounts"


@pytest.mark.parametrize(
    ("path", "attribute"),
    [
        ("/news/", 'aria-current="page"'),
        ("/news/an-article/", 'aria-current="true"'),
        ("/record/", ""),
        (None, ""),
    ],
)
def test_navigation_marks_where_the_reader_is(path, attribute):
    assert current(path, "/news/") == attribute


def test_a_website_is_named_by_its_host():
    assert host("https://www.dhs.gov/hsi/tipline") == "dhs.gov"


def test_hyphenated_words_of_a_title_stay_whole_and_escaped():
    title = unbroken("Crime & cross-border <b>")

    assert title == 'Crime &amp; <span class="unbroken">cross-border</span> &lt;b&gt;'


def test_the_editors_bar_leaves_a_visitor_without_a_session_alone():
    request = RequestFactory().get("/")  # has no user: asking for one would fail

    drawn = Template("{% load display %}{% editor_bar %}").render(
        Context({"request": request})
    )

    assert drawn == ""
