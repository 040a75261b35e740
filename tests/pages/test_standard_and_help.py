"""Standard pages with their children, and the help page."""

import pytest
from wagtail.rich_text import RichText

from tests.factories import (
    DisagreementFactory,
    HelpPageFactory,
    NationalLineFactory,
    PositionFactory,
    SourceFactory,
    StandardPageFactory,
    private,
)


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, slug="about")


@pytest.fixture
def help_page(home):
    return HelpPageFactory(
        parent=home,
        slug="help",
        body=[
            ("lines", {"heading": "For victims", "audience": "victim"}),
            ("lines", {"heading": "To report", "audience": "report"}),
        ],
    )


def test_page_lists_its_children_without_drafts_and_private_ones(read, about):
    StandardPageFactory(parent=about, title="Shown child", lede="What it holds.")
    StandardPageFactory(parent=about, title="Drafted child", live=False)
    private(StandardPageFactory(parent=about, title="Private child"))

    text = read(about.url).main.text

    assert "Shown child" in text
    assert "What it holds." in text
    assert "Drafted child" not in text
    assert "Private child" not in text


def test_children_stand_in_the_order_of_the_tree(read, about):
    StandardPageFactory(parent=about, title="Zebra first")
    StandardPageFactory(parent=about, title="Apple second")

    text = read(about.url).main.text

    assert text.index("Zebra first") < text.index("Apple second")


def test_page_costs_the_same_however_many_children(about, client, count_queries):
    StandardPageFactory(parent=about)
    client.get(about.url)  # warm Wagtail's site cache
    few = count_queries(about.url)
    StandardPageFactory.create_batch(5, parent=about)

    assert count_queries(about.url) == few


def test_quotation_names_speaker_date_and_source(read, home):
    page = StandardPageFactory(
        parent=home,
        body=[
            (
                "quote",
                {
                    "text": "Exactly these words.",
                    "speaker": "Alex Example",
                    "role": "Speaker for tests",
                    "date_note": "",
                    "source": SourceFactory(title="A speech", slug="speech"),
                },
            )
        ],
    )

    main = read(page.url).main

    assert "Exactly these words." in main.find("blockquote").text
    assert "Alex Example" in main.text
    assert "Date not stated" in main.text
    assert main.find("a", href="/record/#source-speech").text == "A speech"


def test_page_shows_both_sides_of_a_disagreement(read, home):
    topic = DisagreementFactory(explanation="No source explains it.")
    PositionFactory(disagreement=topic, says="One says ten.", source__title="First")
    PositionFactory(disagreement=topic, says="One says twelve.", source__title="Second")
    page = StandardPageFactory(
        parent=home,
        body=[("disagreement", {"heading": "They differ", "disagreement": topic})],
    )

    text = read(page.url).main.text

    for words in (
        "They differ",
        "No source explains it.",
        "One says ten.",
        "First",
        "One says twelve.",
        "Second",
    ):
        assert words in text


def test_help_page_puts_the_emergency_first(read, help_page):
    NationalLineFactory(
        audience="emergency", phone="911", phone_dial="911", purpose="Danger now."
    )
    NationalLineFactory(audience="victim", name="A victim line")
    NationalLineFactory(audience="report", name="A report line")

    text = read("/help/").main.text

    assert (
        text.index("911")
        < text.index("Danger now.")
        < text.index("A victim line")
        < text.index("A report line")
    )


def test_help_page_offers_a_quick_way_out_before_anything_else(read, help_page):
    html = read("/help/")

    way_out = html.find("a", id="exit")
    links = [link["href"] for link in html.body.find_all("a")]
    assert way_out["href"].startswith("https://")
    assert links[:2] == ["#main", way_out["href"]]


@pytest.mark.parametrize(
    ("phone", "digits", "link"),
    [
        ("1-800-555-0100", "18005550100", "tel:18005550100"),
        ("800-555-0100", "8005550100", "tel:+18005550100"),
        ("988", "988", "tel:988"),
    ],
)
def test_line_can_be_called_with_one_touch(read, help_page, phone, digits, link):
    NationalLineFactory(audience="victim", phone=phone, phone_dial=digits)

    main = read("/help/").main

    assert main.find("a", href=link).text == phone


def test_line_without_digits_is_no_link(read, help_page):
    NationalLineFactory(audience="victim", phone="555-HELP", phone_dial="")

    main = read("/help/").main

    assert "555-HELP" in main.text
    assert not main.find("a", string="555-HELP")


@pytest.mark.parametrize(
    ("answers", "told"), [(True, "Yes"), (False, "No"), (None, None)]
)
def test_line_says_whether_law_enforcement_answers(read, help_page, answers, told):
    NationalLineFactory(audience="victim", is_law_enforcement=answers)

    label = read("/help/").main.find("dt", string="Law enforcement")

    assert (label and label.find_next("dd").text.strip()) == told


def test_line_names_its_source(read, help_page):
    NationalLineFactory(audience="victim", source__title="A leaflet")

    text = read("/help/").main.text

    assert "A leaflet" in text
    assert "date not stated" in text


def test_help_page_costs_the_same_however_many_lines(help_page, client, count_queries):
    for audience in ("emergency", "victim", "report"):
        NationalLineFactory(audience=audience)
    client.get("/help/")  # warm Wagtail's site cache
    few = count_queries("/help/")
    for audience in ("emergency", "victim", "report"):
        NationalLineFactory.create_batch(3, audience=audience)

    assert count_queries("/help/") == few


def test_links_in_text_lead_where_the_editor_pointed(read, home, about):
    target = StandardPageFactory(parent=about, slug="methods")
    words = f'<p><a linktype="page" id="{target.pk}">How</a></p>'
    page = StandardPageFactory(
        parent=home,
        body=[("section", {"heading": "One", "text": RichText(words)})],
    )

    assert read(page.url).main.find("a", string="How")["href"] == "/about/methods/"
