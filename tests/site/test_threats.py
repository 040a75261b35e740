"""What the seeded threat pages hold, and how short they are."""

import pytest

from pages.models import ThreatPage
from stats.models import Statistic

MOST_WORDS = 650
MOST_HEADINGS = 6
# Counted for all threats together, so that no threat may show them as its own.
SHARED = [
    "hstf-operations",
    "hstf-arrests",
    "hstf-jan2026-operations",
    "hstf-jan2026-arrests",
    "hstf-jan2026-federal-charges",
    "hstf-jan2026-state-charges",
    "hstf-jan2026-indictments",
]
REPORT = {
    "Report it, or get help",
    "Get help, or report it",
    "Report it, or get in touch",
}


@pytest.fixture
def threats(seeded, db):
    return list(ThreatPage.objects.in_order())


@pytest.fixture
def mains(threats, visitor):
    return {page.slug: visitor.soup(page.url).main for page in threats}


def test_threat_is_short(mains):
    words = {slug: len(main.get_text(" ").split()) for slug, main in mains.items()}
    headings = {
        slug: len(main.find_all(["h2", "h3", "h4", "h5", "h6"]))
        for slug, main in mains.items()
    }

    assert len(mains) == 6
    assert {slug: n for slug, n in words.items() if n > MOST_WORDS} == {}
    assert {slug: n for slug, n in headings.items() if n > MOST_HEADINGS} == {}


def test_threat_tells_things_in_the_order_in_which_they_are_asked(mains, threats):
    for page in threats:
        found = [h2.get_text(" ", strip=True) for h2 in mains[page.slug].find_all("h2")]

        if page.statistic:
            assert found.pop(0) == page.statistic.label
        *first, works, report, questions, sources = found
        assert works == "Who works on it", found
        assert report in REPORT, found
        assert [questions, sources] == ["Questions", "Sources"], found
        assert len(first) <= 1


def test_no_threat_shows_a_figure_of_all_threats_together(mains):
    shared = Statistic.objects.filter(slug__in=SHARED).with_current()
    values = {row.current_observations[0].as_published for row in shared}

    assert len(values) >= len(SHARED) - 1
    for slug, main in mains.items():
        words = main.get_text(" ").split()
        assert [value for value in values if value in words] == [], slug
        assert [key for key in SHARED if main.find("a", href=f"/record/{key}/")] == []
        assert main.select_one(".threat__shared a[href='/record/']"), slug


def test_every_threat_is_drawn_on_its_page_and_in_the_index(mains, threats, visitor):
    index = visitor.soup("/threats/").main

    assert all(main.find("figure", class_="drawing") for main in mains.values())
    assert len({page.drawing for page in threats}) == len(threats)
    assert len(index.select(".threats .drawing--small svg")) == len(threats)


def test_index_gives_each_threat_a_sentence_and_its_own_figure(threats, visitor):
    rows = visitor.soup("/threats/").main.select(".threats > li")

    assert [row.h2.get_text(strip=True) for row in rows] == [
        page.title for page in threats
    ]
    for row, page in zip(rows, threats, strict=True):
        assert page.summary in row.p.text
        assert bool(row.dl) == bool(page.statistic)
