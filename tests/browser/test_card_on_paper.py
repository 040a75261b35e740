"""The card of a place, as it is handed out on paper."""

import pytest

from tests.browser.states import State
from tests.browser.test_help_page import PDF_PAGE

CARDS = [
    # The most offices.
    "texas/",
    "texas/?near=fbi-elpaso",
    "texas/?near=fbi-elpaso&for=public",
    "california/?near=fbi-losangeles&nearer=fbi-sandiego",
    "california/?near=fbi-losangeles&for=public",
    "new-york/?near=fbi-newyork",
    # The most task forces and areas in words.
    "missouri/?near=fbi-kansascity",
    "alabama/",
    "guam/",
    "armed-forces-europe/",
]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("card", CARDS)
def test_card_fits_one_sheet(visit, paper, card):
    page = visit(State(card, f"/regions/{card}"))

    printed = page.pdf(format=paper)

    assert len(PDF_PAGE.findall(printed)) == 1


def test_card_has_room_to_spare(visit):
    """Another browser's letters are a little wider, and a draft adds a line."""
    page = visit(State("texas", "/regions/texas/?near=fbi-elpaso"))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 740, "height": 980})  # Letter without its margins

    height = page.evaluate("document.body.scrollHeight")

    assert height <= 950


def test_what_a_reader_can_download_is_not_on_paper(visit):
    page = visit(State("texas", "/regions/texas/"))
    files = page.locator("main a[href$='.vcf']")
    assert files.count() > 2
    assert all(link.is_visible() for link in files.all())

    page.emulate_media(media="print")

    assert not any(link.is_visible() for link in files.all())


def test_directory_prints_on_few_sheets(visit):
    page = visit(State("regions", "/regions/"))

    assert len(PDF_PAGE.findall(page.pdf(format="Letter"))) <= 5
