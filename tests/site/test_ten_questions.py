"""What people ask most is answered by the first sentence of what the search finds."""

import pytest

from pages.voice.passages import sentences

ASKED = [
    ("who leads", "/faq/who-leads-it/", "HSI) and the FBI lead"),
    ("how many people has it arrested", "/faq/how-many-arrests/", "3,266 arrests"),
    ("who pays", "/faq/how-is-it-funded/", "the budgets that federal"),
    ("where", "/faq/where-does-it-operate/", "all 50 states"),
    ("which laws", "/faq/criminal-law-enforcement-only/", "criminal laws only"),
    ("how to report", "/faq/how-do-i-report-a-crime/", "call 911"),
    ("how are victims paid", "/faq/backpage-compensation/", "are paid by"),
    ("which crimes", "/faq/which-crimes-does-it-investigate/", "drug trafficking"),
    ("who takes part", "/faq/who-takes-part/", "FBI, Homeland Security Inv"),
    ("when did it begin", "/faq/when-did-it-begin/", "January 20, 2025"),
]


def first_sentence(page):
    """Return the first sentence under the title."""
    return sentences(page.main.select_one(".lede, .prose p").text)[0]


@pytest.mark.parametrize(("question", "address", "words"), ASKED)
def test_first_sentence_answers(visitor, searched, db, question, address, words):
    found = visitor.soup(f"/search/?q={question}").select(".search-results h3 a")
    addresses = [link["href"] for link in found]
    pages = [each for each in addresses if not each.startswith("/record/")]

    assert pages[0] == address
    assert words in first_sentence(visitor.soup(address))


def test_guns_lead_to_what_is_done_about_them(visitor, searched, db):
    found = visitor.soup("/search/?q=guns").select(".search-results h3 a")

    assert "illegal guns" in first_sentence(visitor.soup(found[0]["href"]))
