"""Threat pages and their index."""

import pytest

from pages.drawings import WORDS, Drawing
from tests.factories import (
    CitationFactory,
    FAQIndexPageFactory,
    ObservationFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    StatisticFactory,
    ThreatIndexPageFactory,
    ThreatPageFactory,
    private,
    published,
)


@pytest.fixture
def index(home):
    return ThreatIndexPageFactory(parent=home, slug="threats")


def figures(*statistics):
    return [("statistics", {"heading": "Figures", "statistics": list(statistics)})]


def test_index_lists_threats_in_order_without_drafts_and_private_ones(read, index):
    ThreatPageFactory(parent=index, title="Later threat", order=2)
    ThreatPageFactory(parent=index, title="Early threat", order=1, lede="What it is.")
    ThreatPageFactory(parent=index, title="Drafted threat", live=False)
    private(ThreatPageFactory(parent=index, title="Private threat"))

    text = read(index.url).main.text

    assert text.index("Early threat") < text.index("Later threat")
    assert "What it is." in text
    assert "Drafted threat" not in text
    assert "Private threat" not in text


def test_index_shows_the_figure_chosen_for_a_threat_with_its_source(read, index):
    chosen = published(ObservationFactory(as_published="57 firearms")).statistic
    other = published(ObservationFactory(as_published="99 others")).statistic
    ThreatPageFactory(parent=index, statistic=chosen, body=figures(other))

    main = read(index.url).main

    assert "57 firearms" in main.text
    assert "99 others" not in main.text
    assert main.find("a", href=lambda href: "/record/sources/" in href)


def test_index_lists_a_threat_without_a_figure_and_does_not_apologise(read, index):
    threat = ThreatPageFactory(parent=index)

    main = read(index.url).main

    assert threat.title in main.text
    assert not main.select(".not-published, .threats__figure")


def test_index_shows_no_figure_that_is_only_a_draft(read, index):
    drafted = ObservationFactory(as_published="99 drafted").statistic
    ThreatPageFactory(parent=index, statistic=drafted)

    text = read(index.url).main.text

    assert "99 drafted" not in text


def test_index_proves_what_it_says_about_a_threat(read, index):
    threat = ThreatPageFactory(parent=index, lede="What it is.")
    CitationFactory(page=threat, quote="It is in so many words")

    main = read(index.url).main

    [text] = [p for p in main.find_all("p") if "What it is." in p.text]
    assert text.find("a", role="doc-noteref")
    assert "It is in so many words" in main.find(role="doc-endnotes").text


def test_index_costs_the_same_however_many_threats(index, client, count_queries):
    def add():
        statistic = published(ObservationFactory()).statistic
        CitationFactory(page=ThreatPageFactory(parent=index, body=figures(statistic)))

    add()
    client.get(index.url)  # warm Wagtail's site cache
    few = count_queries(index.url)
    for _ in range(5):
        add()

    assert count_queries(index.url) == few


def test_threat_shows_figures_with_two_sources_side_by_side(read, index):
    statistic = StatisticFactory()
    published(
        ObservationFactory(
            statistic=statistic, as_published="345", source__title="Home page"
        )
    )
    published(
        ObservationFactory(
            statistic=statistic, as_published="more than 300", source__title="A speech"
        )
    )
    threat = ThreatPageFactory(parent=index, body=figures(statistic))

    text = read(threat.url).main.text

    for words in ("345", "Home page", "more than 300", "A speech"):
        assert words in text


def test_threat_shows_its_own_figure_large_with_squares_to_count(read, index):
    value = published(
        ObservationFactory(
            as_published="57", number=57, quote="57 in all", source__title="A report"
        )
    )
    threat = ThreatPageFactory(parent=index, statistic=value.statistic)

    html = read(threat.url)

    figure = html.find(class_="key-figure")
    assert figure.find(class_="key-figure__value").data.text == "57"
    assert figure.h2.a["href"] == value.statistic.url
    assert figure.find("svg", role="img")["aria-label"].startswith("57 squares")
    assert "57 in all" in html.find(class_="page-notes").text


def test_square_of_a_large_figure_stands_for_many(read, index):
    value = published(ObservationFactory(as_published="three million", number=3000000))
    threat = ThreatPageFactory(parent=index, statistic=value.statistic)

    figure = read(threat.url).find(class_="key-figure")

    assert "1 square is 10,000" in " ".join(figure.text.split())


def test_words_for_an_amount_are_not_drawn(read, index):
    value = published(
        ObservationFactory(as_published="hundreds", number=None, words="hundreds")
    )
    threat = ThreatPageFactory(parent=index, statistic=value.statistic)

    figure = read(threat.url).find(class_="key-figure")

    assert "hundreds" in figure.text
    assert not figure.find("svg", role="img")


def test_threat_shows_no_figure_without_a_published_value(read, index):
    drafted = ObservationFactory(as_published="99 drafted").statistic
    threat = ThreatPageFactory(parent=index, statistic=drafted)

    assert not read(threat.url).find(class_="key-figure")


def test_notes_of_a_threat_stand_together_at_its_foot(read, index):
    threat = ThreatPageFactory(parent=index, lede="What it is.")
    CitationFactory(page=threat, quote="It is in so many words")

    main = read(threat.url).main

    [notes] = main.find_all(role="doc-endnotes")
    assert notes.find_parent("section").h2.text == "Sources"
    assert "It is in so many words" in notes.text
    assert notes["aria-label"] == "Sources"


def test_drawing_says_the_same_in_words_and_rests_on_the_sources(read, index):
    threat = ThreatPageFactory(parent=index, lede="What it is.", drawing="weapons")
    CitationFactory(page=threat)

    drawing = read(threat.url).main.find("figure", class_="drawing")

    assert drawing.svg["aria-hidden"] == "true"
    assert str(WORDS[Drawing.WEAPONS]) in drawing.figcaption.text
    assert drawing.figcaption.find("a", role="doc-noteref")


def test_small_drawing_stands_beside_each_threat_of_the_index(read, index):
    ThreatPageFactory(parent=index, drawing="fusion")
    ThreatPageFactory(parent=index)

    main = read(index.url).main

    [drawing] = main.select(".drawing--small")
    assert not drawing.find(["text", "figcaption"])


def test_index_says_of_a_threat_only_what_it_is(read, index):
    ThreatPageFactory(parent=index, lede="It is a U.S. matter. There is more to say.")

    text = read(index.url).main.text

    assert "It is a U.S. matter." in text
    assert "There is more to say." not in text


def steps(html):
    """Where the links to the neighbors lead, by their `rel`."""
    links = html.select("a[rel=prev], a[rel=next]")
    return {link["rel"][0]: link["href"] for link in links}


def test_threat_leads_to_the_ones_before_and_after_it(read, index):
    first = ThreatPageFactory(parent=index, title="First", order=1)
    ThreatPageFactory(parent=index, title="Hidden", order=2, live=False)
    middle = ThreatPageFactory(parent=index, title="Middle", order=3)
    last = ThreatPageFactory(parent=index, title="Last", order=4)

    assert steps(read(first.url)) == {"next": middle.url}
    assert steps(read(middle.url)) == {"prev": first.url, "next": last.url}
    assert steps(read(last.url)) == {"prev": middle.url}


def test_only_threat_leads_nowhere(read, index):
    threat = ThreatPageFactory(parent=index)

    assert steps(read(threat.url)) == {}


def test_threat_costs_the_same_however_many_there_are(index, client, count_queries):
    threat = ThreatPageFactory(parent=index)
    ThreatPageFactory(parent=index)
    client.get(threat.url)  # warm Wagtail's site cache
    few = count_queries(threat.url)
    ThreatPageFactory.create_batch(5, parent=index)

    assert count_queries(threat.url) == few


def test_questions_are_links_so_that_no_page_repeats_an_answer(home, read, index):
    group = QuestionGroupFactory()
    faq = FAQIndexPageFactory(parent=home)
    question = QuestionPageFactory(
        parent=faq, title="Why?", group=group, body=[("text", "<p>Because.</p>")]
    )
    block = ("questions", {"heading": "Questions", "questions": [question]})

    main = read(ThreatPageFactory(parent=index, body=[block]).url).main

    assert main.find("a", href=question.url).b.text == "Why?"
    assert "Because." not in main.text
