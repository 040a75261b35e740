"""Threats on paper and on a narrow phone."""

from itertools import pairwise

import pytest

from tests.browser.states import State
from tests.browser.test_help_page import PDF_PAGE

THREATS = [
    "narcotics-and-contraband",
    "human-trafficking-and-smuggling",
    "weapons-trafficking",
    "financial-crimes",
    "transnational-gangs",
    "intelligence-fusion",
]
EVERY = pytest.mark.parametrize("threat", THREATS)
TEXTS = """svg => Array.from(svg.querySelectorAll("text"), text => {
  const box = text.getBoundingClientRect();
  return {
    words: text.textContent,
    size: parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a,
    left: box.left, right: box.right, top: box.top, bottom: box.bottom,
  };
})"""


@EVERY
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_threat_fits_two_sheets(visit, threat, paper):
    page = visit(State(threat, f"/threats/{threat}/"))

    assert len(PDF_PAGE.findall(page.pdf(format=paper))) <= 2


@EVERY
def test_labels_of_a_drawing_are_legible_on_a_narrow_phone(visit, threat):
    page = visit(State(threat, f"/threats/{threat}/"), width=320)

    labels = page.locator("figure.drawing svg").evaluate(TEXTS)

    assert labels
    for one in labels:
        assert round(one["size"], 1) >= 12, one
        assert one["left"] >= 0, one
        assert one["right"] <= 320, one
    for index, one in enumerate(labels):
        for other in labels[index + 1 :]:
            is_beside = one["right"] <= other["left"] or other["right"] <= one["left"]
            is_below = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            # Two lines of one label may touch.
            is_touching = abs(one["top"] - other["top"]) > 12
            assert is_beside or is_below or is_touching, (one, other)


def test_parts_of_a_case_stand_below_each_other_on_a_phone(visit):
    page = visit(State("case", "/about/"), width=390)

    boxes = page.locator(".case li").evaluate_all(
        "all => all.map(li => li.getBoundingClientRect().toJSON())"
    )

    assert len(boxes) == 7
    assert len({box["left"] for box in boxes}) == 1
    for above, below in pairwise(boxes):
        assert below["top"] >= above["bottom"] - 1
