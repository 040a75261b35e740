"""What Firefox prints: no line is cut, and every word is text."""

import pytest

from tests.browser import paper

# The most sheets that each may take.
PAGES = {
    "/": 5,
    "/about/": 5,
    "/about/methods/": 7,
    "/about/structure/": 10,
    "/agencies/": 5,
    "/faq/": 12,
    "/faq/who-leads-it/": 3,
    "/help/": 3,
    "/news/white-house-roundtable/": 8,
    "/record/": 8,
    "/record/hstf-arrests/": 4,
    "/record/sources/": 8,
    "/record/sources/hstf-home/": 8,
    "/regions/": 6,
    "/threats/": 4,
    "/threats/narcotics-and-contraband/": 3,
    "/timeline/": 5,
}
HEADINGS = """
() => [...document.querySelectorAll("h2, h3, h4, thead, dt")]
  .map((each) => each.textContent)
"""
WORDS = """
() => [...document.querySelectorAll("main :is(strong, b, h1, h2, h3)")]
  .filter((each) => each.checkVisibility() && !each.closest("nav"))
  .map((each) => each.innerText)
"""


@pytest.fixture
def printed(firefox, sites, tmp_path):
    def print_it(path, paper_format="letter"):
        firefox.go(sites("seeded") + path)
        return firefox.print(tmp_path / "sheets.pdf", paper_format)

    return print_it


@pytest.mark.parametrize(("path", "most"), PAGES.items(), ids=PAGES)
def test_no_line_is_cut_and_no_heading_stands_alone(path, most, printed, firefox):
    pdf = printed(path)

    assert paper.faults(pdf, firefox.run(HEADINGS)) == []
    assert len(paper.sheets(pdf)) <= most


@pytest.mark.parametrize("paper_format", ["a4", "letter"])
@pytest.mark.parametrize("place", ["texas", "guam"])
def test_card_of_a_place_is_one_sheet_with_its_numbers(place, paper_format, printed):
    pdf = printed(f"/regions/{place}/", paper_format)
    text = paper.read(pdf)

    assert len(paper.sheets(pdf)) == 1
    if place == "texas":
        assert "(915) 832-5000" in text
        assert "Field offices" in text


@pytest.mark.parametrize("path", ["/", "/faq/", "/threats/narcotics-and-contraband/"])
def test_bold_words_are_in_the_text_of_the_pdf(path, printed, firefox):
    text = "".join(paper.read(printed(path)).split())

    words = ["".join(each.split()) for each in firefox.run(WORDS)]

    assert words
    assert [each for each in words if each not in text] == []
