"""The drawings that editors can choose."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from pages.drawings import WORDS, Drawing, drawn

EVERY = pytest.mark.parametrize("key", Drawing.values)
FOLDER = Path(__file__).parents[2] / "templates" / "components" / "drawings"


def rendered(key, **context):
    page = render_to_string(
        "components/drawing.html", {"drawing": drawn(key), **context}
    )
    return BeautifulSoup(page, "html.parser")


def test_every_drawing_can_be_chosen():
    assert {path.stem for path in FOLDER.iterdir()} == set(Drawing.values)
    assert set(WORDS) == set(Drawing)


@EVERY
def test_drawing_has_words_and_a_size_of_its_own(key):
    figure = rendered(key).figure

    svg = figure.svg
    assert svg["aria-hidden"] == "true"
    # Where no style sheet is read, it is no wider than the narrowest screen.
    *_origin, wide, high = map(int, svg["viewbox"].split())
    assert int(svg["width"]) == 320
    assert int(svg["height"]) == round(320 * high / wide)
    assert figure.figcaption.text == str(WORDS[Drawing(key)])
    assert svg.find_all("text")


@EVERY
def test_small_drawing_has_no_words(key):
    small = rendered(key, is_small=True)

    assert small.svg
    assert not small.get_text(strip=True)


@EVERY
def test_colors_come_from_the_style_sheet(key):
    svg = rendered(key).svg

    painted = re.compile(r"(fill|stroke|style|color)=")
    assert not painted.search(str(svg))
    shapes = svg.find_all("path")
    assert all(path["class"][0].startswith("drawing__") for path in shapes)


@pytest.mark.parametrize("key", ["", "unknown", "../base"])
def test_key_without_a_drawing_shows_nothing(key):
    assert not rendered(key).find(True)
