"""The sitemap lists what the public may read, under the public address."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from wagtail.models import Page

from tests.factories import (
    DirectoryPageFactory,
    JurisdictionFactory,
    ObservationFactory,
    RecordPageFactory,
    StandardPageFactory,
    StatisticFactory,
    private,
    published,
)

PUBLIC = "https://hstf.example.org"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def entries(client, home):
    """Read the sitemap as a mapping of address to day of change."""

    def read(path="/sitemap.xml", **headers):
        response = client.get(path, **headers)
        assert response.status_code == 200
        rows = ET.fromstring(response.content)  # noqa: S314, our own answer
        return {
            row.findtext(f"{NAMESPACE}loc"): row.findtext(f"{NAMESPACE}lastmod")
            for row in rows
        }

    return read


def test_published_page_is_listed_with_the_day_it_was_published(entries, home):
    page = StandardPageFactory(parent=home, slug="about")
    Page.objects.filter(pk=page.pk).update(last_published_at=MOMENT)

    listed = entries()

    assert f"{PUBLIC}/" in listed
    assert listed[f"{PUBLIC}/about/"].startswith("2026-01-02")


def test_drafts_and_private_pages_are_not_listed(entries, home):
    StandardPageFactory(parent=home, slug="draft", live=False)
    parent = private(StandardPageFactory(parent=home, slug="private"))
    StandardPageFactory(parent=parent, slug="below")

    listed = " ".join(entries())

    assert "draft" not in listed
    assert "private" not in listed


def test_shown_statistics_are_listed_and_unsupported_ones_are_not(entries, home):
    RecordPageFactory(parent=home, slug="record")
    shown = published(ObservationFactory(statistic__slug="arrests"))
    StatisticFactory(slug="unsupported")
    ObservationFactory(statistic__slug="drafted")

    listed = entries()

    day = shown.first_published_at.date().isoformat()
    assert listed[f"{PUBLIC}/record/arrests/"].startswith(day[:7])
    assert f"{PUBLIC}/record/unsupported/" not in listed
    assert f"{PUBLIC}/record/drafted/" not in listed


def test_jurisdictions_in_use_are_listed_and_retired_ones_are_not(entries, home):
    DirectoryPageFactory(parent=home, slug="regions")
    JurisdictionFactory(name="Texas")
    JurisdictionFactory(name="Old place", code="OP", fips="99", is_retired=True)

    listed = entries()

    assert f"{PUBLIC}/regions/texas/" in listed
    assert f"{PUBLIC}/regions/old-place/" not in listed


@pytest.mark.parametrize("host", ["localhost", "testserver", "hstf.example.org"])
def test_addresses_are_public_whatever_host_is_asked(entries, home, host):
    RecordPageFactory(parent=home, slug="record")
    DirectoryPageFactory(parent=home, slug="regions")
    JurisdictionFactory()
    published(ObservationFactory())

    listed = entries(HTTP_HOST=host)

    assert len(listed) == 10
    assert all(address.startswith(f"{PUBLIC}/") for address in listed)


def test_sitemap_costs_the_same_however_many_values_and_places(
    client, home, count_queries
):
    RecordPageFactory(parent=home, slug="record")
    DirectoryPageFactory(parent=home, slug="regions")
    published(ObservationFactory())
    JurisdictionFactory()
    client.get("/sitemap.xml")  # warm Wagtail's site cache
    short = count_queries("/sitemap.xml")
    for number in range(5):
        published(ObservationFactory())
        JurisdictionFactory(
            name=f"Place {number}", code=f"P{number}", fips=f"9{number}"
        )

    assert count_queries("/sitemap.xml") == short


def test_much_is_listed_in_parts_that_together_name_each_page_once(
    entries, home, client, monkeypatch
):
    for number in range(6):
        StandardPageFactory(parent=home, slug=f"page-{number}")
    whole = entries()
    monkeypatch.setattr("hstf_site.sitemap.PublicSitemap.limit", 3)

    parts = [address.removeprefix(PUBLIC) for address in entries()]

    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    listed = [address for part in parts for address in entries(part)]
    assert sorted(listed) == sorted(whole)
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "9" * 30])
def test_part_that_is_none_is_not_found(client, home, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404
