"""The seeded home page says little, and leads to all the rest."""

import pytest

from pages.voice.passages import sentences

MOST_WORDS = 1_100
MOST_HEADINGS = 8
UNSEEN = "script, style, template, .visually-hidden, [role=doc-backlink]"


@pytest.fixture
def body(visitor, db):
    # Parsed anew: the test takes away what nobody sees.
    page = visitor.soup("/").__copy__()
    for each in page.select(UNSEEN):
        each.decompose()
    return page.body


def test_home_page_has_few_words_and_headings(body):
    """Text that only narrow or only wide screens show is counted, too."""
    words = [each for each in body.get_text(" ").split() if any(map(str.isalnum, each))]

    assert len(words) <= MOST_WORDS
    assert len(body.main(["h1", "h2", "h3", "h4"])) <= MOST_HEADINGS


def test_questions_are_links_with_one_sentence(body):
    rows = body.select(".home--questions li")

    assert len(rows) == 4
    assert not body.main("details")
    assert all(len(sentences(row.find_all("span")[-1].text)) == 1 for row in rows)
    assert all(row.a["href"].startswith("/faq/") for row in rows)


def test_every_agency_is_one_link_away(body, visitor):
    links = {link["href"] for link in body.select(".acronyms a")}

    assert len(links) == 18
    rows = visitor.soup("/agencies/").select("tr[id]")
    assert links == {f"/agencies/#{row['id']}" for row in rows}
