"""One record, five outputs: page, print, CSV, JSON and vCard say the same."""

import csv
import datetime
import io
import json
import re

import pytest
from django.utils.timezone import localdate as today

from regions.models import ContactChannel
from tests.factories import (
    ContactChannelFactory,
    JurisdictionFactory,
    NationalLineFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
)

PHONE = "1-202-555-0147"


@pytest.fixture
def phone(office):
    return ContactChannelFactory(
        office=office,
        slug="exa-austin-phone",
        value=PHONE,
        source=SourceFactory(title="An example list; with, marks"),
        as_of=datetime.date(2021, 8, 12),
    )


def as_rows(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def unfolded(response):
    return response.content.decode().replace("\r\n ", "")


@pytest.mark.usefixtures("phone")
def test_same_phone_string_stands_in_every_output(client, read):
    page = read("/regions/texas/").main
    rows = as_rows(client.get("/regions/texas.csv"))
    data = client.get("/regions/texas.json").json()
    card = unfolded(client.get("/regions/texas.vcf"))

    assert PHONE in page.text
    assert [row["value"] for row in rows if row["kind"] == "phone"] == [PHONE]
    contact = data["partner_offices"][0]["contacts"][0]
    assert (contact["value"], contact["link"]) == (PHONE, "tel:+12025550147")
    assert f'TEL;TYPE="work,voice":{PHONE}\r\n' in card


@pytest.mark.usefixtures("phone")
def test_date_makes_a_contact_stale_in_every_output_at_once(client, read):
    def states():
        card = unfolded(client.get("/regions/texas.vcf"))
        return {
            "page": "check was due by" in read("/regions/texas/").main.text,
            "csv": as_rows(client.get("/regions/texas.csv"))[0]["state"],
            "json": client.get("/regions/texas.json").json()["partner_offices"][0][
                "contacts"
            ][0]["state"],
            "vcf": "check was due by" in card,
            "all csv": as_rows(client.get("/regions.csv"))[0]["state"],
            "all json": client.get("/regions.json").json()["partner_offices"][0][
                "contacts"
            ][0]["state"],
        }

    before = states()
    ContactChannel.objects.update(review_due=today() - datetime.timedelta(days=1))

    fresh, old = "unverified", "stale"
    assert before == {
        "page": False,
        "csv": fresh,
        "json": fresh,
        "vcf": False,
        "all csv": fresh,
        "all json": fresh,
    }
    assert states() == {
        "page": True,
        "csv": old,
        "json": old,
        "vcf": True,
        "all csv": old,
        "all json": old,
    }


def mark(client):
    return client.get("/regions/texas.json").json()["mark"]


@pytest.mark.usefixtures("phone")
def test_mark_on_the_card_is_that_of_the_data(client, read):
    assert mark(client) in read("/regions/texas/").find(id="result").text


@pytest.mark.usefixtures("phone")
def test_mark_is_the_same_for_the_same_content(client, read):
    assert mark(client) == mark(client)
    assert mark(client) in read("/regions/texas/?for=public").text


def test_mark_changes_with_the_content(client, phone):
    before = mark(client)

    ContactChannel.objects.update(value="1-202-555-0148")

    assert mark(client) != before


def test_no_vcard_without_a_number_or_an_address(client, read, office):
    ContactChannelFactory(office=office, kind="web", value="https://exa.example.org/")

    assert client.get("/regions/texas.vcf").status_code == 404
    assert not read("/regions/texas/").find_all("a", href=re.compile("[.]vcf"))


@pytest.mark.usefixtures("phone")
def test_vcard_is_as_the_standard_has_it(client):
    response = client.get("/regions/texas.vcf")
    text = response.content.decode()
    lines = unfolded(response).split("\r\n")

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert any(
        line.startswith("NOTE:") and "list\\; with\\, marks" in line for line in lines
    )
    assert "not the task force" in unfolded(response)


def test_vcard_keeps_every_letter_of_long_names_whole(client, office):
    name = "Ünïcödé " * 14
    type(office).objects.update(name=name.strip())
    ContactChannelFactory(office=office)

    text = client.get("/regions/texas.vcf").content

    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert f"FN:{name.strip()}\r\n" in text.decode().replace("\r\n ", "")


def test_vcard_cannot_be_broken_out_of(client, office):
    type(office).objects.update(name="Evil\r\nEND:VCARD\r\nBEGIN:VCARD")
    ContactChannelFactory(office=office)

    lines = unfolded(client.get("/regions/texas.vcf")).split("\r\n")

    assert lines.count("BEGIN:VCARD") == 1


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(
    client,
    office,
):
    type(office).objects.update(name="=1+1")

    names = {row["name"] for row in as_rows(client.get("/regions/texas.csv"))}

    assert names == {"'=1+1"}


def test_downloads_of_an_unknown_place_are_not_found(client, texas):
    for kind in ("csv", "json", "vcf"):
        assert client.get(f"/regions/nowhere.{kind}").status_code == 404


def test_whole_directory_names_everything_once(
    client,
    task_force,
    office,
    phone,
):
    utah = JurisdictionFactory(name="Utah", code="UT", fips="49")
    RegionCoverageFactory(region=task_force, jurisdiction=utah, part="the north")
    NationalLineFactory(slug="tips")

    data = client.get("/regions.json").json()
    rows = as_rows(client.get("/regions.csv"))

    assert [row["code"] for row in data["jurisdictions"]] == ["TX", "UT"]
    assert {row["status"] for row in data["jurisdictions"]} == {"not_published"}
    (force,) = data["task_forces"]
    assert [each["jurisdiction"] for each in force["covers"]] == ["TX", "UT"]
    assert [(row["role"], row["id"], row["jurisdictions"]) for row in rows] == [
        ("task_force", task_force.slug, "TX; UT"),
        ("partner_office", office.slug, "TX"),
        ("national_line", "tips", "all"),
    ]
    assert rows[0]["covers"] == "UT: the north"


def test_whole_directory_tells_the_best_state_of_each_place(
    client,
    task_force,
):
    ContactChannelFactory(region=task_force, verified_on=today())
    based = JurisdictionFactory(name="Utah", code="UT", fips="49")
    force = RegionFactory(state=based)
    ContactChannelFactory(region=force)
    RegionCoverageFactory(region=force, jurisdiction=based)

    places = client.get("/regions.json").json()["jurisdictions"]

    assert {row["code"]: row["status"] for row in places} == {
        "TX": "verified",
        "UT": "unverified",
    }


def test_whole_directory_costs_the_same_however_large(
    client,
    count_queries,
    task_force,
    office,
    agency,
    phone,
    texas,
):
    before = {url: count_queries(url) for url in ("/regions.csv", "/regions.json")}

    for number in range(5):
        more = OfficeFactory(agency=agency, state=texas)
        ContactChannelFactory(office=more)
        force = RegionFactory(slug=f"force-{number}", state=texas)
        RegionCoverageFactory(region=force, jurisdiction=texas)

    assert {url: count_queries(url) for url in before} == before


def test_json_is_readable_text(client, office):
    type(office).objects.update(name="Oficina de Añasco")

    text = client.get("/regions/texas.json").content.decode()

    assert "Añasco" in text
    assert json.loads(text)["jurisdiction"]["code"] == "TX"


@pytest.mark.parametrize(
    ("force", "note"),
    [
        ({}, "What it covers has not been published. It has begun."),
        (
            {"coverage": "the coast"},
            "The area is published only in words: the coast. It has begun.",
        ),
        (
            {"type": "national"},
            "The national center, not a regional task force. It has begun.",
        ),
        (
            {"type": "operation"},
            "An operation, not a regional task force. It has begun.",
        ),
        (
            {"type": "separate"},
            "Not known to be one of the regional task forces. It has begun.",
        ),
    ],
)
@pytest.mark.parametrize("path", ["/regions.csv", "/regions/texas.csv"])
def test_row_says_why_a_task_force_has_no_place(client, texas, path, force, note):
    RegionFactory(state=texas, note="It has begun.", **force)

    (row,) = as_rows(client.get(path))

    assert (row["jurisdictions"], row["jurisdictions_note"]) == ("", note)
    assert list(row)[-1] == "jurisdictions_note"


def test_row_says_that_an_operation_is_not_the_contact_of_its_place(client, texas):
    RegionCoverageFactory(jurisdiction=texas, region__type="operation")

    (row,) = as_rows(client.get("/regions.csv"))

    assert row["jurisdictions"] == "TX"
    assert row["jurisdictions_note"] == "An operation, not a regional task force."


def test_row_with_places_needs_no_note(client, task_force, office):
    NationalLineFactory()

    notes = {row["jurisdictions_note"] for row in as_rows(client.get("/regions.csv"))}

    assert notes == {""}


def test_row_of_an_office_says_that_its_area_has_not_been_published(
    client, agency, texas
):
    OfficeFactory(agency=agency, state=texas)

    (row,) = as_rows(client.get("/regions.csv"))

    assert row["jurisdictions_note"] == "What it covers has not been published."


@pytest.mark.parametrize("query", ["", "?for=public", "?near=exa-austin"])
def test_order_of_the_page_changes_no_word_of_the_data(client, read, phone, query):
    type(phone.office).objects.update(slug="exa-austin")
    before = mark(client)

    assert before in read(f"/regions/texas/{query}").find(id="result").text
