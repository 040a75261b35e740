"""The card of a place, as it is handed out on paper."""

import pytest

from tests.browser.states import State
from tests.browser.test_help_page import PDF_PAGE


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("place", ["texas", "california", "alabama", "guam"])
def test_card_fits_one_sheet(visit, paper, place):
    page = visit(State(place, f"/regions/{place}/"))

    printed = page.pdf(format=paper)

    assert len(PDF_PAGE.findall(printed)) == 1
