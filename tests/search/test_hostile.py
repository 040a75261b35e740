"""Whatever is sent to the search is answered with a page, and means only its words."""

from urllib.parse import quote, quote_from_bytes, unquote_plus, urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, strategies as st

from search.finding import MOST_PAGES, PER_PAGE, find
from tests.factories import HelpPageFactory, StandardPageFactory
from tests.properties.anything import MARKUP, TROUBLE, steady

# Of tantivy, PostgreSQL, SQLite and Wagtail.
OPERATORS = [
    *("AND", "OR", "NOT", "NEAR(", "NEAR/2", "IN [", "TO", "+", "-", "!", "&", "|"),
    *("<->", ":*", "*", "?", "~2", "^9", "^", "title:", "text:", "{", "[a TO b]"),
    *("/.*/", "/(a+)+$/", "(", "))", '"', "'", "`", "\\", "\\\\", "%", "_", "<", ">="),
    *("key:page", "*:*", "$$", "--", ";", "/*", "@@", "::tsquery", "#{", "{{", "${"),
]
CONTROLS = "".join(map(chr, [*range(32), 127, *range(128, 160)]))
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u034f\u200b\u200c\u200d\u2060\ufe0f\ufeff\ufff9\U000e0001"
WRITTEN = ["council", "partners", "arrests", "ayuda", "el paso", "3,266", "MS-13"]
NUMBERS = [
    "0",
    "-1",
    "1e9",
    "2",
    "99999",
    "9" * 30,
    "9" * 5_000,
    "²",
    "\u0667",
    "x",
    "",
]
# What an engine says of what it could not read.
COMPLAINTS = [
    *("traceback", "syntax error", "parseerror", "fts5", "tsquery", "tantivy"),
    *("valueerror", "unterminated", "malformed match", "queryparser", "regex"),
]
MORE_QUERIES = 6  # than the search for one word: what else was found is looked up
MORE_BYTES = 60_000
LONGEST = 200  # characters of a query

pieces = st.one_of(
    st.sampled_from(OPERATORS),
    st.sampled_from(WRITTEN),
    st.sampled_from(TROUBLE),
    st.text(CONTROLS, min_size=1, max_size=9),
    st.text(DIRECTIONS + INVISIBLE, min_size=1, max_size=9),
    st.text(min_size=1, max_size=9),  # lone surrogates, too
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF),
)
texts = st.builds(
    lambda parts, between: between.join(parts),
    st.lists(pieces, max_size=12),
    st.sampled_from(["", " ", "\u00a0", "\u3000", "+"]),
)


@pytest.fixture
def small_site(home, search_index, kept_between_answers):
    HelpPageFactory(parent=home, slug="help")
    StandardPageFactory(parent=home, slug="council", title="The partners council")


@pytest.fixture
def send(small_site, client):
    """Send a query as bytes, check what always holds, and return the page."""

    def sent(query):
        with CaptureQueriesContext(connection) as queries:
            got = client.get("/search/", QUERY_STRING=query)
        return got, len(queries)

    sent("q=council")
    usual, most = sent("q=council")

    def answer(query, searches=1):
        got, queries = sent(query)
        assert got.status_code == 200, (query, got.status_code)
        assert not got.cookies
        assert queries <= most * searches + MORE_QUERIES, query
        assert len(got.content) <= len(usual.content) + MORE_BYTES, query
        page = BeautifulSoup(got.content, "html.parser")
        check_words(page, got.content.decode(), unquote_plus(query).lower())
        return page

    return answer


def check_words(page, html, typed):
    assert len(page.find_all("h1")) == 1
    assert page.main.find("input", attrs={"name": "q"})
    assert page.find("zq-markup") is None
    assert "\x00" not in html
    shown = page.get_text(" ").lower()
    said = [words for words in COMPLAINTS if words in shown and words not in typed]
    assert said == []


def encoded(text):
    """Return a text as a program might send it, even if it is none in any encoding."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"))


@steady(120)
@given(text=texts)
@example(text="a" * 10_000)
@example(text="council " * 500)
@example(text="arrestz zebrah fentynal " * 200)
@example(text="\x00council\x00")
@example(text="\ud800council")
@example(text="\u202elicnuoc\u202c council")
@example(text="\U0001f600" * 200)
@example(text="\u0301" * 200)
@example(text="ﷺ" * 200)  # one sign that becomes eighteen
@example(text='"')
@example(text=MARKUP)
def test_any_text_is_answered_with_a_page(send, text):
    send(f"q={encoded(text)}")


@steady(120)
@given(text=texts, number=st.integers(), as_typed=st.booleans())
@example(text="a" * 10_000, number=10**30, as_typed=False)
@example(text="counsil " * 500, number=-1, as_typed=False)
@example(text="\ud800", number=1, as_typed=False)
def test_nothing_is_raised_and_little_is_returned(small_site, text, number, as_typed):
    found = find(text, number=number, as_typed=as_typed)

    assert len(found.query) <= LONGEST
    assert len(found.hits) <= PER_PAGE
    assert 1 <= found.number <= MOST_PAGES
    assert found.query.encode().decode() == found.query  # no lone surrogate
    assert not set(found.query) & set(CONTROLS)


@pytest.mark.parametrize("text", ["counsil", "partnerz counsil"])
def test_all_of_this_goes_through_the_index(send, text):
    """Nothing else here would know what is meant."""
    assert send(urlencode({"q": text})).main.find("a", href="/council/")


@steady(60)
@given(query=st.binary(max_size=60))
@example(query=b"\xff\xfe")
@example(query=b"\xc0\x80")
def test_bytes_that_are_no_text_are_answered_with_a_page(send, query):
    send(f"q={quote_from_bytes(query)}")
    send(f"q=council&{quote_from_bytes(query, safe='&=;%+')}")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("text", ["council", "zzyzx", ""])
def test_any_number_of_a_page_is_answered(send, text, number):
    # Behind the last page is the first one.
    send(urlencode({"q": text, "page": number}), searches=2)


def test_the_same_word_many_times_over_is_answered(send):
    send("&".join(["q=council"] * 900))


@pytest.mark.parametrize("operator", OPERATORS)
def test_operators_of_engines_mean_nothing(send, operator):
    """Neither before a word, behind it nor around it: the word is found."""
    texts = [f"{operator} council", f"council {operator}"]
    if not any(map(str.isalnum, operator)):  # it would be another word
        texts += [f"{operator}council", f"council{operator}"]
        texts.append(f"{operator}council{operator}")
    for text in texts:
        page = send(f"q={quote(text)}")
        assert page.main.find("a", href="/council/"), text
