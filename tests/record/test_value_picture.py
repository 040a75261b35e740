"""The picture beside a link to a figure shows the figure, whatever its length."""

import datetime
from io import BytesIO

import pytest
from PIL import Image

from record.value_picture import Words, png, words_of
from share_images.canvas import font
from share_images.fitting import fitted, wrapped
from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    RecordPageFactory,
    published,
)

MOST_BYTES = 60_000
USUAL = Words("Arrests", "3,266", "", "Six weeks", "Source: A report", "")
LONG = Words(
    label="Cash and other assets seized or forfeited in all of the cases " * 2,
    value="surpassing the totals of the previous five years combined, by far " * 2,
    unit="U.S. dollars of the year in which they were counted",
    period="October 1, 2023 to June 30, 2024 (first nine months of fiscal year 2024)"
    * 2,
    source="Source: " + "Department of Everything, on the release of a day " * 4,
    caution="Separate program: not task force results. An arrest is not a conviction.",
)
CASES = {
    "usual": USUAL,
    "one digit": USUAL._replace(value="4"),
    "very long number": USUAL._replace(value="9,999,999,999,999.99"),
    "longest words": LONG,
    "unbroken": LONG._replace(value="Donaudampfschifffahrt" * 5, label="X" * 120),
    "bare": Words("Offices", "29", "", "", "Source: A page", ""),
}


@pytest.mark.parametrize("words", CASES.values(), ids=CASES.keys())
def test_picture_is_small_and_its_margins_stay_empty(words):
    drawn = png(words)
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    width, height = picture.size
    paper = picture.getpixel((0, 0))

    assert (width, height) == (1200, 630)
    assert len(drawn) < MOST_BYTES
    for strip in (
        (0, 0, width, 50),
        (0, 0, 50, height),
        (1150, 0, width, height),
        (0, 596, width, height),
    ):
        assert len(picture.crop(strip).getcolors()) == 1, strip
    assert picture.getpixel((2, 2)) == paper


def test_long_text_is_cut_and_says_so():
    face = font(40, 500)
    lines = wrapped("word " * 100, face, 600, most=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(face.getlength(line) <= 600 for line in lines)


def test_short_value_is_written_larger_than_a_long_one():
    sizes = (200, 100, 50)

    assert fitted("400", sizes, 1000, 250, 1)[0] == 200
    assert fitted("more than three thousand", sizes, 1000, 250, 1)[0] == 100
    assert fitted("word " * 60, sizes, 1000, 250, 1)[0] == 50


@pytest.fixture
def value(home):
    RecordPageFactory(parent=home, slug="record")
    return published(
        ObservationFactory(
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__stage="arrest",
            statistic__unit="people",
            statistic__program=ProgramFactory(name="An effort", is_own=False),
            source__title="A report",
            as_published="about 345",
            period_precision="range_words",
            period_words="six weeks",
            is_year_inferred=True,
            as_of=datetime.date(2025, 11, 6),
        )
    )


def test_picture_names_everything_that_stands_beside_the_value(value):
    assert words_of(value) == Words(
        label="An effort: Arrests",
        value="about 345",
        unit="people",
        period="Six weeks, year worked out, as of November 6, 2025",
        source="Source: A report",
        caution=(
            "Separate program: not task force results. An arrest is not a conviction."
        ),
    )


@pytest.mark.parametrize("path", ["/record/arrests/", "value"])
def test_page_of_a_figure_offers_its_picture(read, client, value, path):
    page = read(value.url if path == "value" else path)

    told = {
        tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)
    }
    address = f"/share/values/{value.pk}.png"
    assert told["og:image"] == f"https://hstf.example.org{address}"
    assert "about 345 people" in told["og:image:alt"]
    assert "Source: A report" in told["og:image:alt"]
    response = client.get(address)
    assert response.content == png(words_of(value))
    assert "public" in response["Cache-Control"]


def test_figure_without_a_value_has_the_picture_of_the_record(read, value):
    published(
        ObservationFactory(
            statistic=value.statistic,
            supersedes=value,
            change_kind="withdrawal",
            change_reason="Wrong.",
            number=None,
        )
    )

    picture = read("/record/arrests/").find("meta", property="og:image")
    assert picture["content"].endswith("/share/record.png")


def test_draft_has_no_picture(client, value):
    draft = ObservationFactory(statistic=value.statistic)

    assert client.get(f"/share/values/{draft.pk}.png").status_code == 404
    assert client.post(f"/share/values/{value.pk}.png").status_code == 405
