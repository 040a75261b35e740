"""The pictures that other sites show beside a link to a page."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core.models import BasePage
from share_images import canvas
from share_images.cards import CARDS
from share_images.templatetags.share_images import share_image
from tests.factories import PAGE_FACTORIES, HelpPageFactory, planted

MOST_BYTES = 60_000
TOKENS = Path("static/css/foundation/tokens.css")


def page_types():
    found = [BasePage]
    for model in found:
        found += model.__subclasses__()
    return [model for model in found if not model._meta.abstract]


@pytest.mark.parametrize("name", CARDS)
def test_share_image_is_a_small_png_of_the_size_that_it_says(client, db, name):
    response = client.get(f"/share/{name}.png")

    picture = Image.open(BytesIO(response.content))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(response.content) < MOST_BYTES


def test_share_images_differ(client, db):
    drawn = {client.get(f"/share/{name}.png").content for name in CARDS}

    assert len(drawn) == len(CARDS)


@pytest.mark.parametrize("name", CARDS)
def test_margins_stay_empty(client, db, name):
    """Content there is cropped where a site shows the picture as a square."""
    picture = Image.open(BytesIO(client.get(f"/share/{name}.png").content))
    width, height = picture.size
    paper = picture.getpixel((0, 0))

    for strip in ((0, 0, width, 50), (0, 0, 55, height), (1145, 0, width, height)):
        assert picture.crop(strip).getcolors() == [
            ((strip[2] - strip[0]) * (strip[3] - strip[1]), paper)
        ]


def test_share_image_may_be_kept_by_any_cache_and_sets_no_cookie(client, db):
    response = client.get("/share/record.png")

    assert "public" in response["Cache-Control"]
    assert int(re.search(r"max-age=(\d+)", response["Cache-Control"])[1]) >= 86_400
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_share_image_asks_nothing_of_the_database(client):
    """Without the fixture `db`, a query is an error."""
    assert client.get("/share/home.png").status_code == 200


@pytest.mark.parametrize("name", ["nothing", "homes", "home-2", "admin"])
def test_unknown_share_image_is_not_found(client, home, name):
    assert client.get(f"/share/{name}.png").status_code == 404


def test_share_image_answers_reading_only(client, db):
    assert client.post("/share/home.png").status_code == 405


def test_colours_are_those_of_the_style_sheet():
    tokens = TOKENS.read_text(encoding="utf-8")
    values = [
        value
        for value in vars(canvas).values()
        if isinstance(value, str) and value.startswith("#")
    ]

    written = {value.replace("#ffffff", "#fff") for value in values}
    assert written
    assert {value for value in written if f"{value};" not in tokens} == set()


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_every_page_type_names_a_share_image_that_exists(model):
    assert share_image(model.share_image)["url"].startswith("https://hstf.example.org/")


# The help page is for people in danger: it is not meant to be shared.
@pytest.mark.parametrize(
    "page_factory", [f for f in PAGE_FACTORIES if f is not HelpPageFactory]
)
def test_page_offers_its_share_image_to_other_sites(read, home, page_factory):
    page = planted(page_factory, home)

    tags = {
        tag.get("property", tag.get("name")): tag["content"]
        for tag in read(page.url).head.find_all("meta", content=True)
    }

    name = page.share_image
    assert tags["og:image"] == f"https://hstf.example.org/share/{name}.png"
    assert tags["og:image:type"] == "image/png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"] == CARDS[name].alt
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:title"] == page.title


@pytest.mark.parametrize("path", ["/search/", "/nothing/"])
def test_address_without_a_page_of_its_own_shows_the_general_image(client, home, path):
    html = client.get(path).content.decode()

    assert "https://hstf.example.org/share/standard.png" in html
