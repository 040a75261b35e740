"""The help page with its real lines: light enough for a bad connection."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from regions.models import NationalLine

LIMIT = 30_000  # bytes of the page and all that it loads, before any compression


def test_help_page_and_all_it_loads_is_light(visitor):
    html = visitor.soup("/help/")
    files = [
        *(tag["src"] for tag in html.find_all(src=True)),
        *(
            tag["href"]
            for tag in html.find_all("link")
            if set(tag["rel"]) != {"canonical"}
        ),
    ]
    sizes = {
        file: Path(finders.find(file.removeprefix("/static/"))).stat().st_size
        for file in files
    }
    sizes["/help/"] = len(visitor.get("/help/").content)

    assert len(sizes) == 4
    assert sum(sizes.values()) <= LIMIT, sizes


def test_every_line_is_on_the_help_page_with_its_source(visitor, db):
    main = visitor.soup("/help/").main
    shown = {item.h3.text: item for item in main.select(".line")}

    lines = NationalLine.objects.exclude(audience="emergency")
    assert set(shown) == set(lines.values_list("name", flat=True))
    for line in lines.select_related("source"):
        mark = shown[line.name].select_one(".cite a")
        note = main.find(id=mark["href"].removeprefix("#"))
        assert note.find("a", href=line.source.url_path).text == line.source.title


def test_first_screen_has_each_line_for_victims_and_crises_as_published(visitor, db):
    first = visitor.soup("/help/").main.find(class_="first")
    shown = [
        [item.b.text, *(link["href"] for link in item.find_all("a"))]
        for item in first.find_all("li")
    ]

    assert shown == [
        ["Trafficking", "tel:+18883737888", "sms:233733"],
        ["Emotional crisis", "tel:988"],
        ["Missing or exploited child", "tel:+18008435678"],
        ["Child abuse or neglect", "tel:+18004224453", "sms:+18004224453"],
        ["Abuse by a partner or at home", "tel:+18007997233", "sms:88788"],
        ["Sexual assault", "tel:+18006564673"],
        ["Victim of any crime", "tel:+18554842846"],
    ]


def test_no_line_is_shown_that_must_not_be(visitor):
    """What the research forbids: retired, regional, misattributed or wrong numbers."""
    text = visitor.soup("/help/").main.text

    for number in ("866-347-2423", "274637", "866-739-9118", "888-859-9206", "Polaris",
                   "225-5328", "888-283-8477", "not stated"):  # fmt: skip
        assert number not in text


def test_victims_can_call_each_of_their_lines_and_text_where_one_can(visitor, db):
    main = visitor.soup("/help/").main

    links = {link["href"] for link in main.select(".audience--victim .way")}

    assert len([link for link in links if link.startswith("tel:")]) == 6
    assert {link for link in links if link.startswith("sms:")} == {
        "sms:233733",
        "sms:88788",
        "sms:+18004224453",
    }


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_poster_shows_every_line_for_victims(visitor, db, paper):
    sheet = visitor.soup(f"/help/poster/{paper}/").find(class_="sheet").text

    phones = NationalLine.objects.filter(audience="victim").values_list(
        "phone", flat=True
    )
    assert len(phones) == 6
    assert all(phone in sheet for phone in phones)
