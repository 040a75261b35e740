"""What a reader may type into the finder, and what it finds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.finder.look_up import MAX_LENGTH, look_up
from regions.finder.results import LookupOutcome
from regions.models import Jurisdiction
from tests.factories import DirectoryPageFactory, JurisdictionFactory, SourceFactory

PLACES = [
    ("Texas", "TX", "48"),
    ("California", "CA", "06"),
    ("New York", "NY", "36"),
    ("New Jersey", "NJ", "34"),
    ("Connecticut", "CT", "09"),
    ("Virginia", "VA", "51"),
    ("West Virginia", "WV", "54"),
    ("Maryland", "MD", "24"),
    ("Kansas", "KS", "20"),
    ("Arkansas", "AR", "05"),
    ("Hawaii", "HI", "15"),
    ("District of Columbia", "DC", "11"),
    ("Puerto Rico", "PR", "72"),
]
UNLISTED = [
    ("Guam", "GU", "66"),
    ("U.S. Virgin Islands", "VI", "78"),
    ("American Samoa", "AS", "60"),
    ("Northern Mariana Islands", "MP", "69"),
]


def territory(name, code, fips):
    slug = name.lower().replace(".", "").replace(" ", "-")
    values = {"slug": slug, "kind": "territory", "is_listed": False}
    return {"name": name, "code": code, "fips": fips} | values


ROWS = [
    *({"name": name, "code": code, "fips": fips} for name, code, fips in PLACES),
    *(territory(*place) for place in UNLISTED),
]


@pytest.fixture
def places(db):
    source = SourceFactory()
    made = [JurisdictionFactory.build(**row, source=source) for row in ROWS]
    Jurisdiction.objects.bulk_create(made)


@pytest.fixture
def directory(home, places):
    return DirectoryPageFactory(parent=home, slug="regions")


def found(text):
    finding = look_up(text)
    return finding.outcome, sorted(each.jurisdiction.code for each in finding.choices)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Texas", "TX"),
        ("texas", "TX"),
        ("TEXAS", "TX"),
        ("  texas  ", "TX"),
        ("\ttexas\n", "TX"),
        ("Texas.", "TX"),
        ("State of Texas", "TX"),
        ("tx", "TX"),
        ("TX", "TX"),
        ("Tx.", "TX"),
        ("new york", "NY"),
        ("New   York", "NY"),
        ("n.y.", "NY"),
        ("Virginia", "VA"),
        ("Kansas", "KS"),
        ("West Virginia", "WV"),
        ("calif", "CA"),
        ("D.C.", "DC"),
        ("dc", "DC"),
        ("district of columbia", "DC"),
        ("puerto rico", "PR"),
        ("PR", "PR"),
        ("75001", "TX"),
        (" 75001 ", "TX"),
        ("75001-0100", "TX"),
        ("750010100", "TX"),
        ("90210", "CA"),
        ("20001", "DC"),
        ("00601", "PR"),
        ("Guam", "GU"),
        ("gu", "GU"),
        ("U.S. Virgin Islands", "VI"),
        ("virgin islands", "VI"),
        ("VI", "VI"),
        ("00801", "VI"),
        ("American Samoa", "AS"),
        ("as", "AS"),
        ("Northern Mariana Islands", "MP"),
        ("mp", "MP"),
    ],
)
def test_one_place_is_found(text, code):
    assert found(text) == (LookupOutcome.ONE, [code])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["state of texas", "STATE OF TEXAS"])
def test_state_of_is_understood_in_any_case(text):
    assert found(text) == (LookupOutcome.ONE, ["TX"])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["Washington DC", "Washington, D.C.", "washington dc"])
def test_capital_is_found_by_its_everyday_name(text):
    assert found(text) == (LookupOutcome.ONE, ["DC"])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["Virgin Islands", "US Virgin Islands"])
def test_virgin_islands_are_found_by_everyday_names(text):
    assert found(text) == (LookupOutcome.ONE, ["VI"])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("new", ["NJ", "NY"]),
        ("20588", ["DC", "MD", "VA"]),
    ],
)
def test_several_places_are_asked_about(text, codes):
    assert found(text) == (LookupOutcome.SEVERAL, codes)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "text",
    ["AA", "ae", " AP ", "09001", "09001-0100", "34001", "96201", "96349", "96601"],
)
def test_military_mail_belongs_to_no_state(text):
    assert found(text) == (LookupOutcome.MILITARY, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Qwertyuiop",
        "XX",
        "%",
        "_",
        "%%%",
        "___",
        "'",
        '"',
        "' OR 1=1 --",
        "\\",
        "[a-z]",
        "é中🙂",
        "\u0667\u0665\u0660\u0660\u0661",
        "x" * 1000,
    ],
)
def test_nothing_is_found_for_what_names_no_place(text):
    assert found(text) == (LookupOutcome.NONE, [])


@pytest.mark.usefixtures("places")
def test_long_text_is_cut_before_the_database_sees_it():
    finding = look_up("x" * 1000)

    assert len(finding.query) == MAX_LENGTH


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["\x00", "Texas\x00", "te\x00xas", "750\x0001"])
def test_null_byte_never_reaches_the_database(text):
    with CaptureQueriesContext(connection) as queries:
        finding = look_up(text)

    assert not any("\x00" in query["sql"] for query in queries)
    assert "\x00" not in finding.query


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["T_xas", "Te%as"])
def test_wildcards_are_letters_that_are_wrong(text):
    assert found(text) == (LookupOutcome.SUGGESTION, ["TX"])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "queries"),
    [("Texas", 1), ("75001", 1), ("20588", 1), ("new", 3), ("Qwertyuiop", 3)],
)
def test_look_up_reads_little(text, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        look_up(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Texas", "tx", "75001"])
def test_retired_place_is_not_found(text):
    JurisdictionFactory(name="Texas", is_retired=True)

    assert found(text) == (LookupOutcome.NONE, [])


# At the address


@pytest.mark.parametrize("query", ["Texas", "tx", "  TEXAS ", "State of Texas"])
def test_single_answer_leads_to_its_page(client, directory, query):
    response = client.get("/regions/", {"q": query})

    assert response.status_code == 302
    assert response["Location"] == "/regions/texas/"


@pytest.mark.parametrize(
    ("query", "address"), [("VI", "us-virgin-islands"), ("GU", "guam")]
)
def test_unlisted_territory_leads_to_its_page(client, directory, query, address):
    response = client.get("/regions/", {"q": query})

    assert response["Location"] == f"/regions/{address}/"


def test_several_answers_are_offered_to_choose_from(client, directory):
    text = client.get("/regions/", {"q": "20588"}).content.decode()

    assert "more than one place" in text
    assert 'href="/regions/maryland/"' in text
    assert 'href="/regions/virginia/"' in text
    assert 'value="20588"' in text


def test_military_address_is_told_that_it_belongs_to_no_state(client, directory):
    text = client.get("/regions/", {"q": "09001"}).content.decode()

    assert "belongs to no state" in text


@pytest.mark.parametrize("zip_code", ["96960", "96970", "96940", "96939", "96941"])
def test_freely_associated_state_gets_an_honest_answer(client, directory, zip_code):
    """96960 and 96970 are in the Marshall Islands, the others in Micronesia, Palau."""
    response = client.get("/regions/", {"q": zip_code})

    text = response.content.decode()
    assert response.status_code == 200
    assert "freely associated" in text.lower()


@pytest.mark.django_db
def test_zip_code_shared_with_an_unknown_place_is_not_given_to_the_known_one():
    JurisdictionFactory(name="Guam", code="GU", fips="66")

    assert look_up("96960").outcome is not LookupOutcome.ONE


@pytest.mark.parametrize(
    "query",
    ["Qwertyuiop", "%", "_", "'", '"', "\x00", "x" * 1000, "<script>alert(1)</script>"],
)
def test_odd_query_gets_a_page_that_helps(client, directory, query):
    response = client.get("/regions/", {"q": query})

    text = response.content.decode()
    assert response.status_code == 200
    assert "All 13, from A to Z" in text
    assert "<script>alert" not in text
    if query != "\x00":
        assert "Nothing was found" in text


@pytest.mark.parametrize("query", ["", "   "])
def test_empty_query_shows_the_directory_without_an_error(client, directory, query):
    text = client.get("/regions/", {"q": query}).content.decode()

    assert "Nothing was found" not in text
    assert "more than one place" not in text
