"""What the pages of the seeded site tell search engines and other sites."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

from regions.models import Jurisdiction
from share_images.motifs import PLACES, cells

SITE_NAME = "Homeland Security Task Force"
# Addresses that the sitemap leaves out.
OTHERS = [
    "/search/",
    "/search/?q=arrests",
    "/search/?q=texas",
    "/news/?year=2025",
    "/news/?topic=results",
    "/news/?year=2025&topic=results",
]
IMAGES = {
    "/": "home",
    "/threats/": "threat",
    "/record/": "record",
    "/regions/": "region",
    "/regions/texas/": "region",
    "/agencies/": "agency",
    "/timeline/": "timeline",
    "/faq/": "question",
    "/faq/who-leads-it/": "question",
    "/news/": "news",
    "/about/": "standard",
    "/privacy/": "standard",
}
TOLD = ["url", "type", "title", "description", "site_name", "locale"]
TOLD += ["image", "image:type", "image:width", "image:height", "image:alt"]


def words_of(text):
    return re.findall(r"\w+", text)


def title_of(soup):
    return " ".join(soup.title.get_text().split())


def test_no_title_is_used_twice_or_says_the_name_of_the_site_twice(paths, visitor):
    titles = Counter(title_of(visitor.soup(path)) for path in [*paths, *OTHERS])

    assert [title for title, count in titles.items() if count > 1] == []
    # The help page keeps its own name short, for whoever looks over a shoulder.
    named = {t for t in titles if t != title_of(visitor.soup("/help/"))}
    assert [title for title in named if title.count(SITE_NAME) != 1] == []


def test_no_description_is_cut_off(paths, visitor):
    faults = [
        path
        for path in paths
        if "…" in visitor.soup(path).find("meta", {"name": "description"})["content"]
    ]

    assert faults == []


def test_place_is_named_as_in_a_sentence(visitor):
    for path, name in (
        ("/regions/us-virgin-islands/", "the U.S. Virgin Islands"),
        ("/regions/northern-mariana-islands/", "the Northern Mariana Islands"),
        ("/regions/district-of-columbia/", "the District of Columbia"),
        ("/regions/texas/", "Texas"),
    ):
        soup = visitor.soup(path)
        description = soup.find("meta", {"name": "description"})["content"]
        plain = name.removeprefix("the ")
        assert title_of(soup) == f"{plain}: regional task force directory | {SITE_NAME}"
        assert f"and {name}:" in description
        assert f"task force for {name} has" in " ".join(soup.main.get_text().split())


def test_no_other_place_takes_an_article(seeded, db):
    takes = {
        row.code
        for row in Jurisdiction.objects.all()
        if row.name_in_sentence.startswith("the ")
    }

    assert takes == {"DC", "MP", "VI"}


def test_every_page_but_help_tells_other_sites_what_it_is(paths, visitor):
    faults = []
    for path in paths:
        if path == "/help/":
            continue
        head = visitor.soup(path).head
        tags = {
            tag["property"]: tag["content"]
            for tag in head.find_all("meta", property=True)
        }
        faults += [(path, name) for name in TOLD if not tags.get(f"og:{name}")]
        if tags.get("og:url") != f"https://hstf.example.org{path}":
            faults.append((path, tags.get("og:url")))

    assert faults == []


def test_every_part_of_the_site_has_its_share_image(visitor):
    shown = {
        path: visitor.soup(path).find("meta", property="og:image")["content"]
        for path in IMAGES
    }

    assert shown == {
        path: f"https://hstf.example.org/share/{name}.png"
        for path, name in IMAGES.items()
    }


def test_every_page_below_home_but_help_tells_its_place_and_stays_within_its_words(
    paths, visitor
):
    faults = []
    for path in paths:
        soup = visitor.soup(path)
        block = soup.find("script", type="application/ld+json")
        if path == "/help/":
            assert block is None
            continue
        told = {item["@type"]: item for item in json.loads(block.string)["@graph"]}
        if path != "/" and told["BreadcrumbList"]["itemListElement"][-1]["name"] != (
            soup.find("nav", class_="usa-breadcrumb").find_all("li")[-1].text.strip()
        ):
            faults.append((path, "breadcrumb"))
        words = words_of(soup.main.get_text(" "))
        for question in told.get("FAQPage", {"mainEntity": []})["mainEntity"]:
            answer = words_of(question["acceptedAnswer"]["text"])
            shown = iter(words)
            if not answer or not all(word in shown for word in answer):
                faults.append((path, question["name"]))

    assert faults == []


def test_tiles_of_the_share_image_are_those_of_the_map():
    path = Path(__file__).parents[2] / "fixtures" / "jurisdictions.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        mapped = {
            (int(row["tile_column"]), int(row["tile_row"]), row["code"])
            for row in csv.DictReader(lines)
            if row["tile_column"]
        }

    assert {cell for cell in cells(PLACES) if cell[2] != ".."} == mapped
