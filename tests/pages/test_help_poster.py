"""The poster that leads to the help page."""

import datetime
import re

import pytest
import segno

from pages.poster import QUIET_ZONE, qr_code
from tests.factories import HelpPageFactory, NationalLineFactory, SourceFactory

SHEETS = ["/help/poster/a4/", "/help/poster/letter/"]


@pytest.fixture
def help_page(home):
    return HelpPageFactory(parent=home, slug="help", title="Get help")


@pytest.fixture
def leaflet(help_page):
    """A source that names every line below."""
    leaflet = SourceFactory(title="A leaflet")
    day = datetime.date(2026, 1, 2)
    for audience, phone, text, hours in (
        ("emergency", "911", "", "Any hour"),
        ("victim", "1-800-555-0101", "Text HELP to 55501", ""),
        ("victim", "1-800-555-0102", "", ""),
        ("crisis", "1-800-555-0103", "", ""),
        ("report", "1-800-555-0104", "", ""),
    ):
        NationalLineFactory(
            audience=audience,
            name=f"Line at {phone}",
            phone=phone,
            text=text,
            hours=hours,
            source=leaflet,
            as_of=day,
        )
    return leaflet


def words(tag):
    return " ".join(tag.text.split())


def modules(path, size):
    """Read the drawing back: which squares are dark."""
    grid = [[0] * size for _ in range(size)]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{w}v1h-{b}z" for x, y, w, b in runs) == path
    for x, y, width, back in runs:
        assert width == back
        for column in range(int(x), int(x) + int(width)):
            grid[int(y)][column] = 1
    return grid


def test_help_page_leads_to_the_poster_and_back(read, help_page):
    assert read("/help/").find("footer").find("a", href="/help/poster/")
    assert read("/help/poster/").find("footer").find("a", href="/help/")


def test_reader_chooses_the_paper(read, help_page):
    links = read("/help/poster/").main.find_all("a")

    assert [(link.text, link["href"]) for link in links] == [
        ("Letter", "/help/poster/letter/"),
        ("A4", "/help/poster/a4/"),
    ]


@pytest.mark.parametrize(
    ("path", "size"), [("a4", "A4"), ("letter", "letter")], ids=["a4", "letter"]
)
def test_sheet_has_the_style_sheet_of_its_paper_and_no_other(read, leaflet, path, size):
    html = read(f"/help/poster/{path}/")

    sheets = [link["href"] for link in html.find_all("link", rel="stylesheet")]
    assert sheets == [
        "/static/css/help.css",
        "/static/css/poster.css",
        f"/static/css/poster-{path}.css",
    ]


@pytest.mark.parametrize("path", ["a4", "letter"])
def test_sheet_names_its_own_address(read, leaflet, path):
    html = read(f"/help/poster/{path}/")

    canonical = html.find("link", rel="canonical")["href"]
    assert canonical == f"https://hstf.example.org/help/poster/{path}/"


@pytest.mark.parametrize(
    "path", ["/help/poster/b5/", "/help/poster/a4/more/", "/help/other/"]
)
def test_other_paper_is_not_found(client, help_page, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", SHEETS)
def test_code_on_the_sheet_carries_the_short_address(read, leaflet, path):
    drawing = read(path).main.find("svg")
    expected = segno.make_qr("https://hstf.example.org/help", error="q")

    size = int(drawing["viewbox"].split()[-1])
    white, black = drawing.find_all("path")
    rows = [list(row) for row in expected.matrix_iter(border=4)]
    assert modules(black["d"], size) == rows
    assert (white["fill"], white["d"]) == ("#fff", f"M0 0h{size}v{size}H0z")
    assert drawing["aria-label"] == "QR code that opens hstf.example.org/help"


def test_code_can_be_read_though_a_quarter_is_dirty_and_has_a_white_edge():
    drawn = qr_code("https://hstf.example.org/help")

    grid = modules(drawn.path, drawn.size)
    edge = QUIET_ZONE
    assert edge == 4
    assert not any(any(row) for row in [*grid[:edge], *grid[-edge:]])
    assert not any(any(row[:edge] + row[-edge:]) for row in grid)
    # The format bits beside the upper left corner, unmasked, begin with the level.
    bits = grid[edge + 8][edge : edge + 2]
    level = (bits[0] << 1 | bits[1]) ^ 0b10
    assert level in {0b11, 0b10}  # Q or H


@pytest.mark.parametrize("path", SHEETS)
def test_sheet_says_what_its_source_says_and_no_more(read, leaflet, path):
    sheet = words(read(path).find(class_="sheet"))

    for shown in (
        "In danger now? Call 911. Any hour.",
        "1-800-555-0101 Text HELP to 55501 Line at 1-800-555-0101",
        "1-800-555-0102 Line at 1-800-555-0102",
        "hstf.example.org/help Numbers from:",
        "Numbers from: A leaflet, as of January 2, 2026.",
        "hstf.example.org/help is not an official government website.",
    ):
        assert shown in sheet
    assert "1-800-555-0103" not in sheet
    assert "1-800-555-0104" not in sheet
    assert "Homeland" not in sheet
    assert "free" not in sheet.lower()


def test_sheet_tells_apart_which_source_gave_which_number(read, leaflet):
    NationalLineFactory(
        audience="victim", phone="1-800-555-0105", source__title="A letter"
    )

    sheet = words(read(SHEETS[0]).find(class_="sheet"))

    assert (
        "911, 1-800-555-0101, 1-800-555-0102: A leaflet, as of January 2, 2026; "
        "1-800-555-0105: A letter." in sheet
    )


def test_sheet_holds_the_first_lines_only(read, help_page):
    for number in range(1, 9):
        NationalLineFactory(
            audience="victim", order=number, phone=f"1-800-555-010{number}"
        )

    shown = [strong.text for strong in read(SHEETS[0]).select(".sheet li strong")]

    assert shown == [f"1-800-555-010{number}" for number in range(1, 7)]


@pytest.mark.parametrize("audience", ["emergency", "victim"])
def test_sheet_leaves_out_a_line_without_a_telephone(read, leaflet, audience):
    NationalLineFactory(
        order=1,
        audience=audience,
        name="A web line",
        phone="",
        website_url="https://e.example/",
    )

    sheet = words(read(SHEETS[0]).find(class_="sheet"))

    assert "Call 911." in sheet
    assert "A web line" not in sheet


def test_official_sheet_does_not_call_itself_unofficial(client, leaflet, settings):
    settings.OFFICIAL_SITE = True
    settings.ALLOWED_HOSTS = ["x.gov"]

    response = client.get(SHEETS[0], secure=True, headers={"host": "x.gov"})

    assert "not an official" not in response.content.decode()


@pytest.mark.parametrize("path", SHEETS)
def test_button_to_print_waits_for_its_script(read, leaflet, path):
    html = read(path)

    button = html.find("button", id="print")
    assert button.has_attr("hidden")
    assert html.find("script", src="/static/js/print.js")
    assert "print command of your browser" in words(html.main)


def test_posters_are_not_listed_in_the_sitemap(client, help_page):
    assert "poster" not in client.get("/sitemap.xml").content.decode()
