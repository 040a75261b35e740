"""The directory: its list, and a page for every jurisdiction."""

import datetime

import pytest

from tests.factories import (
    JurisdictionFactory,
    NationalLineFactory,
    RegionCoverageFactory,
    RegionFactory,
)

NOT_PUBLISHED = "No contact of the regional task force for {} has been published."


@pytest.fixture
def military(directory):
    return JurisdictionFactory(
        name="Armed Forces Europe",
        code="AE",
        fips=None,
        kind="military",
        is_listed=False,
    )


@pytest.fixture
def guam(directory):
    return JurisdictionFactory(
        name="Guam", code="GU", fips="66", kind="territory", is_listed=False
    )


def test_directory_lists_every_place_and_unlisted_ones_apart(
    read, texas, guam, military
):
    JurisdictionFactory(name="Old place", code="OP", fips="99", is_retired=True)

    main = read("/regions/").main

    listed = main.find(id="list").find_next("ul")
    territories = main.find(id="territories").find_next("ul")
    addresses = main.find(id="military").find_next("ul")
    assert listed.find("a", href="/regions/texas/")
    assert not listed.find("a", href="/regions/guam/")
    assert [link["href"] for link in territories.find_all("a")] == ["/regions/guam/"]
    assert [link["href"] for link in addresses.find_all("a")] == [
        "/regions/armed-forces-europe/"
    ]
    # The address of both together, as it was before.
    assert main.find(id="unlisted").find(id="territories")
    assert "Old place" not in main.text


def test_directory_asks_without_script(read, texas):
    form = read("/regions/").main.find("form", action="/regions/")

    field = form.find("input", {"name": "q"})
    assert form["method"] == "get"
    assert form.find("label", attrs={"for": field["id"]})


def test_directory_shows_documented_task_forces_with_their_sources(read, texas):
    RegionFactory(
        name="HSTF-Somewhere as printed",
        city="Exampleville",
        state=texas,
        coverage="the coast",
        type="regional",
        announced_date=datetime.date(2025, 10, 1),
        operating_since=datetime.date(2025, 9, 1),
        source__title="A press page",
    )

    text = " ".join(read("/regions/").main.text.split())

    for words in (
        "HSTF-Somewhere as printed",
        "Exampleville, Texas",
        "the coast",
        "Regional",
        "October 1, 2025",
        "A press page",
    ):
        assert words in text


def test_page_of_a_place_adds_since_when_a_task_force_works(read, texas):
    RegionFactory(state=texas, operating_since=datetime.date(2025, 9, 1))

    assert "September 1, 2025" in read("/regions/texas/").main.text


def test_directory_is_silent_on_what_has_not_been_published(read, texas):
    RegionFactory(name="HSTF-Plain", coverage="", type="not_stated", city="Austin")

    entry = read("/regions/").main.select_one(".map-list > li")

    words = " ".join(entry.text.split())
    assert words.startswith("HSTF-Plain")
    assert words.endswith("Not on the map: its town has not been published.")
    assert "Area" not in words
    assert "Announced" not in words


def test_page_of_a_place_is_silent_on_what_has_not_been_published(read, texas):
    RegionFactory(coverage="", type="not_stated", state=texas)

    entry = read("/regions/texas/").main.find("li", class_="region")

    assert [label.text for label in entry.find_all("dt")] == ["Source"]


def test_directory_costs_the_same_however_many_task_forces(
    directory, texas, client, count_queries
):
    RegionFactory(state=texas)
    client.get("/regions/")  # warm Wagtail's site cache
    few = count_queries("/regions/")
    for number in range(4):
        place = JurisdictionFactory(
            name=f"Place {number}", code=f"P{number}", fips=f"9{number}"
        )
        RegionFactory(state=place)

    assert count_queries("/regions/") == few


@pytest.mark.parametrize("code", ["tx", "TX", "Tx"])
def test_postal_code_leads_to_the_page_for_good(client, texas, code):
    response = client.get(f"/regions/{code}/")

    assert response.status_code == 301
    assert response["Location"] == "/regions/texas/"


@pytest.mark.parametrize("slug", ["xx", "atlantis", "texas_"])
def test_unknown_place_is_not_found(client, texas, slug):
    assert client.get(f"/regions/{slug}/").status_code == 404


@pytest.mark.parametrize("slug", ["op", "old-place"])
def test_retired_place_keeps_its_address(client, directory, slug):
    JurisdictionFactory(name="Old place", code="OP", fips="99", is_retired=True)

    response = client.get(f"/regions/{slug}/", follow=True)

    assert response.status_code == 200
    assert "Old place" in response.content.decode()


def test_place_says_that_its_contact_has_not_been_published(read, texas):
    html = read("/regions/texas/")

    assert [h1.text.strip() for h1 in html.find_all("h1")] == ["Texas"]
    assert NOT_PUBLISHED.format("Texas") in " ".join(html.main.text.split())


def test_place_has_its_own_public_address_title_and_way_back(read, texas):
    html = read("/regions/texas/")

    canonical = html.find("link", rel="canonical")["href"]
    crumbs = html.find("nav", attrs={"aria-label": "Breadcrumb"})
    assert canonical == "https://hstf.example.org/regions/texas/"
    assert html.title.text.startswith("Texas: regional task force directory |")
    assert "Texas" in html.find("meta", {"name": "description"})["content"]
    assert [link["href"] for link in crumbs.find_all("a")] == ["/", "/regions/"]


def test_place_shows_the_task_force_documented_for_it_with_its_source(read, texas):
    RegionCoverageFactory(
        jurisdiction=texas,
        part="southeast Texas",
        region__name="HSTF-Somewhere",
        region__source__title="A press page",
        region__source__slug="press",
    )
    RegionCoverageFactory(
        jurisdiction=JurisdictionFactory(name="Utah", code="UT", fips="49"),
        region__name="HSTF-Elsewhere",
    )

    main = read("/regions/texas/").main

    assert "HSTF-Somewhere" in main.text
    assert "southeast Texas" in main.text
    assert main.find("a", href="/record/sources/press/").text == "A press page"
    assert "HSTF-Elsewhere" not in main.text


def test_place_is_never_given_a_regional_number(read, texas):
    RegionCoverageFactory(jurisdiction=texas)
    NationalLineFactory(phone="1-800-555-0199", phone_dial="8005550199")

    main = read("/regions/texas/").main

    assert "Call a national tip line" in main.find(id="card-heading").text
    first = main.find(class_="first-contact")
    assert first.find("a")["href"] == "tel:+18005550199"
    assert "A national line, not the regional task force." in first.text
    assert NOT_PUBLISHED.format("Texas") in " ".join(main.text.split())


def test_place_offers_lines_for_emergencies_and_reports_only(read, texas):
    NationalLineFactory(audience="emergency", purpose="For danger now.")
    NationalLineFactory(audience="report", purpose="For a report.")
    NationalLineFactory(audience="crisis", purpose="For a talk.")

    text = read("/regions/texas/").main.text

    assert "For danger now." in text
    assert "For a report." in text
    assert "For a talk." not in text


def test_line_without_a_number_is_reached_by_its_website(read, texas):
    NationalLineFactory(
        audience="report",
        phone="",
        phone_dial="",
        website_url="https://tips.example.org/",
    )

    assert read("/regions/texas/").main.find("a", href="https://tips.example.org/")


def test_listed_place_spends_no_line_on_being_listed(read, texas):
    assert "operates in all 50 states" not in read("/regions/texas/").main.text


def test_unlisted_territory_says_that_no_source_lists_it(read, guam):
    text = read("/regions/guam/").main.text

    assert "is not among them" in text
    assert "and counts 52" not in text
    assert NOT_PUBLISHED.format("Guam") in " ".join(text.split())


def test_place_is_marked_on_the_map(read, texas):
    chosen = read("/regions/texas/").main.find("a", attrs={"aria-current": "page"})

    assert chosen["href"] == "/regions/texas/"


def test_place_costs_the_same_however_much_is_documented(texas, client, count_queries):
    RegionCoverageFactory(jurisdiction=texas, region__state=texas)
    NationalLineFactory()
    client.get(texas.url)  # warm Wagtail's site cache
    few = count_queries(texas.url)
    NationalLineFactory.create_batch(3)
    for _ in range(3):
        RegionCoverageFactory(jurisdiction=texas, region__state=texas)

    assert count_queries(texas.url) == few
