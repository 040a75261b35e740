"""Standard pages with their children."""

import pytest
from wagtail.rich_text import RichText

from tests.factories import (
    DisagreementFactory,
    PositionFactory,
    SourceFactory,
    StandardPageFactory,
    private,
)


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, slug="about")


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
    caption = " ".join(main.find("figcaption").text.split())
    assert caption == "Alex Example, Speaker for tests."
    assert main.find("blockquote").find("a", role="doc-noteref").text == "1"
    notes = main.find(role="doc-endnotes")
    assert notes.find("a", href="/record/sources/speech/").text == "A speech"


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


def test_links_in_text_lead_where_the_editor_pointed(read, home, about):
    target = StandardPageFactory(parent=about, slug="methods")
    words = f'<p><a linktype="page" id="{target.pk}">How</a></p>'
    page = StandardPageFactory(
        parent=home,
        body=[("section", {"heading": "One", "text": RichText(words)})],
    )

    assert read(page.url).main.find("a", string="How")["href"] == "/about/methods/"


def test_contents_list_leads_to_every_section(read, home):
    body = [
        ("items", {"heading": name, "items": [{"title": "A", "text": "B"}]})
        for name in ("Scope", "Scope", "Sources")
    ]
    page = StandardPageFactory(parent=home, body=body)

    html = read(page.url)

    links = html.find("nav", class_="usa-in-page-nav").find_all("a")
    targets = [html.find(id=link["href"].removeprefix("#")) for link in links]
    assert [target.text for target in targets[:3]] == ["Scope", "Scope", "Sources"]
    assert len({id(target) for target in targets}) == len(targets)
