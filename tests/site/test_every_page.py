"""What holds for every address of the seeded site."""

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from core.models import BasePage
from stats.models import Statistic

FIGURES = yaml.safe_load(
    (Path(__file__).parents[1] / "seed_figures.yaml").read_text(encoding="utf-8")
)
FIXED = [
    "/",
    "/threats/",
    "/record/",
    "/agencies/",
    "/regions/",
    "/timeline/",
    "/faq/",
    "/news/",
    "/about/",
    "/related/",
    "/help/",
    "/accessibility/",
    "/privacy/",
]
# Queries that one page may cost, however much it shows. See benchmarks for time.
QUERY_LIMIT = 60


def text_of(soup):
    return " ".join(soup.main.get_text(" ").split())


def test_sitemap_lists_the_whole_site_once(paths):
    assert len(paths) == len(set(paths))
    assert set(FIXED) <= set(paths)
    assert sum(path.startswith("/regions/") for path in paths) == 1 + 59
    assert [path for path in paths if path.startswith("/agencies/")] == ["/agencies/"]
    assert sum(path.startswith("/threats/") for path in paths) == 1 + 6


def test_every_page_has_one_h1_a_title_and_a_description(paths, visitor):
    faults = []
    for path in paths:
        soup = visitor.soup(path)
        description = soup.find("meta", attrs={"name": "description"})
        if len(soup.find_all("h1")) != 1 or not soup.h1.get_text(strip=True):
            faults.append((path, "h1"))
        if not soup.title or not soup.title.get_text(strip=True):
            faults.append((path, "title"))
        if not description or not 40 <= len(description["content"]) <= 170:
            faults.append((path, description))

    assert faults == []


def test_titles_and_descriptions_are_unique(paths, visitor):
    titles, descriptions = Counter(), Counter()
    for path in paths:
        soup = visitor.soup(path)
        titles[soup.title.get_text(strip=True)] += 1
        descriptions[soup.find("meta", attrs={"name": "description"})["content"]] += 1

    assert [title for title, count in titles.items() if count > 1] == []
    assert [text for text, count in descriptions.items() if count > 1] == []


def test_every_page_names_its_own_canonical_address(paths, visitor):
    faults = [
        path
        for path in paths
        if visitor.soup(path).find("link", rel="canonical")["href"]
        != f"https://hstf.example.org{path}"
    ]

    assert faults == []


@pytest.mark.parametrize(
    "figure", FIGURES, ids=lambda row: f"{row['source']}: {row['figure']}"
)
def test_figure_stands_beside_its_source(figure, visitor, db):
    soup = visitor.soup(figure["page"])
    text = text_of(soup)

    assert figure["figure"] in text
    assert soup.main.select_one(f'a[href="/record/sources/{figure["source"]}/"]')


def test_every_internal_link_and_anchor_leads_somewhere(paths, visitor):
    broken = set()
    for path in paths:
        for link in visitor.soup(path).find_all("a", href=True):
            target = urlsplit(urljoin(path, link["href"]))
            if target.scheme or target.netloc:
                continue
            address = target.path + (f"?{target.query}" if target.query else "")
            response = visitor.get(address)
            if response.status_code != 200:
                broken.add((path, link["href"], response.status_code))
            elif (
                target.fragment
                and not visitor.soup(address).find(id=target.fragment)
                and "html" in response["Content-Type"]
            ):
                broken.add((path, link["href"], "no such id"))

    assert broken == set()


def test_ids_are_unique_on_every_page(paths, visitor):
    faults = {}
    for path in paths:
        ids = Counter(tag["id"] for tag in visitor.soup(path).find_all(id=True))
        if repeated := [name for name, count in ids.items() if count > 1]:
            faults[path] = repeated

    assert faults == {}


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(paths, visitor):
    faults = set()
    for path in paths:
        soup = visitor.soup(path)
        loaded = [
            *(tag.get("src") for tag in soup.find_all(src=True)),
            *(
                tag.get("href")
                for tag in soup.find_all("link")
                if {"stylesheet", "preload", "icon"} & set(tag.get("rel", []))
            ),
        ]
        faults |= {(path, url) for url in loaded if not url.startswith("/static/")}
        faults |= {(path, "style") for _ in soup.find_all(style=True)}
        faults |= {(path, "style") for _ in soup.find_all("style")}
        faults |= {
            (path, "script")
            for tag in soup.find_all("script")
            if not tag.get("src") and tag.get("type") != "application/ld+json"
        }

    assert faults == set()


def test_every_page_costs_a_bounded_number_of_queries(paths, visitor):
    for path in paths:
        visitor.get(path)

    assert all(visitor.queries[path] for path in paths)
    dear = {path: n for path, n in visitor.queries.items() if n > QUERY_LIMIT}
    assert dear == {}


def test_arrests_carry_the_reminder_wherever_they_are_shown(paths, visitor, db):
    slugs = Statistic.objects.filter(stage="arrest").values_list("slug", flat=True)
    arrests = [f"/record/{slug}/" for slug in slugs]
    assert arrests

    showing = [
        path
        for path in paths
        if path in arrests
        or any(
            visitor.soup(path).main.select_one(f'a[href="{address}"]')
            for address in arrests
        )
    ]
    missing = [
        path
        for path in showing
        if "arrest is not a conviction" not in text_of(visitor.soup(path)).lower()
    ]

    assert len(showing) > len(arrests)
    assert missing == []


def test_every_seeded_page_was_reviewed_and_cites_what_it_says(site):
    unreviewed = [
        page.title
        for model in BasePage.__subclasses__()
        for sub in [model, *model.__subclasses__()]
        if not sub._meta.abstract
        for page in sub.objects.live()
        if not page.last_reviewed_date and page.__class__.__name__ != "AgencyPage"
    ]

    assert unreviewed == []


CONTRADICTIONS = {
    "leadership",
    "operational-since",
    "coverage",
    "immigration",
    "order-title",
    "cartel-designations",
}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/record/",
        "/record/differences/",
        "/record/hstf-firearms/",
        "/record/hstf-drugs-weight/",
    ],
)
def test_only_contradictions_are_called_differences_between_sources(visitor, path):
    main = visitor.soup(path).main

    marked = [
        link["href"]
        for link in main.find_all("a", href=lambda to: to and "#differ-" in to)
        if "Sources differ" in link.text
    ]
    marked += [
        article["id"]
        for article in main.select("section[aria-labelledby=differences] article")
    ]
    topics = {mark.rsplit("differ-")[-1] for mark in marked}
    assert topics <= CONTRADICTIONS
    assert path != "/record/differences/" or topics == CONTRADICTIONS


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        (
            "hstf-arrests",
            "The task forces made 3,266 arrests in six weeks of September and October "
            "2025†.",
        ),
        ("hstf-regional-task-forces", "There are 30 regional task forces."),
        (
            "hstf-jan2026-arrests",
            "The task forces made 507 arrests in January 2026.",
        ),
        (
            "jtfa-arrests",
            "Joint Task Force Alpha made more than 345 arrests from June 2021 to "
            "December 2024.",
        ),
        (
            "doj-backpage-forfeiture",
            "The Department of Justice forfeited over $200 million in assets in the "
            "Backpage cases in 2024\N{EN DASH}2025.",
        ),
    ],
)
def test_page_of_a_figure_begins_with_its_answer(visitor, slug, answer):
    lede = visitor.soup(f"/record/{slug}/").main.find("p", class_="lede")
    lede.find("sup").extract()

    assert lede.text == answer
