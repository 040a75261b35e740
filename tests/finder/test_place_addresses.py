"""Which addresses a place's page has, and where all others lead."""

import pytest

from regions.models import Jurisdiction
from tests.factories import AgencyPageFactory, DirectoryPageFactory
from tests.finder.test_lookup_names import office
from tests.regions.places import make_places


@pytest.fixture
def directory(home):
    make_places()
    agency = AgencyPageFactory(parent=home)
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX")
    office(agency, "Las Cruces", "Las Cruces", "NM")
    return DirectoryPageFactory(parent=home, slug="regions")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "near=el-paso",
        "near=el-paso&nearer=las-cruces",
        "near=houston&for=public",
        "office=el-paso",
        "for=law-enforcement",
        "also=NM",
        "near=el-paso&also=NM",
        "utm_source=somewhere",
    ],
)
def test_address_of_a_page_is_kept_by_caches(client, directory, query):
    response = client.get(f"/regions/texas/?{query}")

    assert response.status_code == 200
    assert "public" in response["Cache-Control"]


@pytest.mark.parametrize(
    "query",
    [
        "near=nobody",
        "near=las-cruces",  # it does not cover Texas
        "near=",
        "near=%00",
        "near=el-paso&near=el-paso",
        "near=houston&nearer=el-paso",  # it covers Texas
        "nearer=las-cruces",
        "near=el-paso&nearer=nobody",
        "office=las-cruces",
        "office=houston&near=houston",
        "also=CA",
        "also=nm",
        "also=NM-NM",
        "for=nobody",
        "for=" + "x" * 5000,
    ],
)
def test_all_others_lead_to_the_place_and_no_cache_keeps_that(client, directory, query):
    response = client.get(f"/regions/texas/?{query}")

    assert response.status_code == 302
    assert response["Location"] == "/regions/texas/"
    assert response["Cache-Control"] == "no-store"


def test_who_asks_is_kept_on_the_way_to_the_place(client, directory):
    response = client.get("/regions/texas/?near=nobody&for=public")

    assert response["Location"] == "/regions/texas/?for=public"


def test_pair_that_no_reader_can_be_between_is_none(client, directory):
    """Nobody in Texas is nearest to Houston and nearer to an office in Hawaii."""
    office(AgencyPageFactory(parent=directory.get_parent()), "Hilo", "Hilo", "HI")

    response = client.get("/regions/texas/?near=houston&nearer=hilo")

    assert response["Location"] == "/regions/texas/"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("texas/?zip=79901", "texas/?near=el-paso"),
        ("texas/?zip=77002&for=public", "texas/?near=houston&for=public"),
        ("texas/?zip=10001", "texas/"),
        ("texas/?zip=00000", "texas/"),
        ("texas/?zip=<b>", "texas/"),
        ("texas/?zip=%D9%A7%D9%A5", "texas/"),
        ("guam/?zip=96910", "guam/"),
    ],
)
def test_address_with_a_zip_code_leads_to_one_without(
    client, directory, address, leads_to
):
    response = client.get(f"/regions/{address}")

    assert response.status_code == 302
    assert response["Location"] == f"/regions/{leads_to}"


def test_page_of_a_place_tells_no_zip_code_and_no_miles(client, directory):
    response = client.get("/regions/texas/", {"zip": "79901"}, follow=True)

    text = response.content.decode()
    assert "79901" not in text
    assert "mile" not in text


def also_in(page):
    """Return the links to the other states of a ZIP code."""
    return [
        link["href"]
        for line in page("p")
        if "Part of this ZIP code lies in" in " ".join(line.text.split())
        for link in line("a")
    ]


def test_small_part_in_another_state_is_told_with_its_link(read, directory):
    page = read("/regions/texas/?near=el-paso&also=NM")

    assert also_in(page) == ["/regions/new-mexico/"]
    assert also_in(read("/regions/texas/?near=el-paso")) == []


def test_switch_of_who_asks_keeps_all_that_was_asked(read, directory):
    page = read("/regions/texas/?near=el-paso&also=NM")

    links = [a["href"] for a in page.find("nav", class_="asker-switch")("a")]
    for link in links:
        assert "near=el-paso" in link
        assert "also=NM" in link
        assert also_in(read(link)) == ["/regions/new-mexico/"]


def test_search_engines_are_told_of_the_plain_place(read, directory):
    page = read("/regions/texas/?near=el-paso")

    canonical = page.find("link", rel="canonical")["href"]
    assert canonical.endswith("/regions/texas/")
    links = page.find("nav", class_="asker-switch")("a")
    assert all("nofollow" in link["rel"] for link in links)


def test_sitemap_has_only_plain_places(client, directory):
    text = "".join(
        client.get(path).content.decode() for path in ("/sitemap.xml", "/sitemap-1.xml")
    )

    assert "/regions/texas/<" in text
    assert "near=" not in text


def test_retired_place_has_one_page(client, directory):
    Jurisdiction.objects.filter(code="TX").update(is_retired=True)

    assert client.get("/regions/texas/").status_code == 200
    response = client.get("/regions/texas/?near=nobody")
    assert response["Location"] == "/regions/texas/"


def test_unknown_place_is_not_found(client, directory):
    assert client.get("/regions/atlantis/?near=el-paso").status_code == 404
