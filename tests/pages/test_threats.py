"""Threat pages and their index."""

import pytest

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


def test_contents_list_leads_to_every_section(read, index):
    body = [
        ("items", {"heading": name, "items": [{"title": "A", "text": "B"}]})
        for name in ("Scope", "Scope", "Sources")
    ]
    threat = ThreatPageFactory(parent=index, body=body)

    html = read(threat.url)

    links = html.find("nav", class_="usa-in-page-nav").find_all("a")
    targets = [html.find(id=link["href"].removeprefix("#")) for link in links]
    assert [target.text for target in targets[:3]] == ["Scope", "Scope", "Sources"]
    assert len({id(target) for target in targets}) == len(targets)


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
