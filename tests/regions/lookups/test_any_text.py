"""Whatever a reader types, or makes up in an address, gets one answer of one kind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings, strategies as st

from agencies.models import AgencyPage
from regions.models import ContactChannel, Jurisdiction, Office, OfficeCoverage
from tests.factories import OfficeFactory
from tests.regions.lookups.conftest import FIXTURES, rows_of
from tests.regions.lookups.test_lookups import ROWS

# The same texts each time; a slow machine fails no test.
STEADY = settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = [row["text"] for row in ROWS]
ODD = [",", ".", "-", " ", "'", '"', "%", "_", "\\", "/", "?", "&near=", "#", "(", ")"]
ODD += ["\x00", "\x07", "\n", "\t", "\x1b[2J", "\u200b", "\u202e", "\u0301", "\ufeff"]
ODD += [
    "<b>",
    "<script>",
    "&amp;",
    "{{",
    "{%",
    "%00",
    "' OR 1=1 --",
    "\ud7ff",
    "\uffff",
]
ODD += ["\uff17", "\u0667", "\ufb01", "\U0001f642", "00000", "99999", "123456789012"]
AGENCIES = [
    "FBI",
    "hsi",
    "DEA",
    "field office",
    "office",
    "near",
    "nearest",
    "in",
    "St.",
]
pieces = st.sampled_from([*WORDS, *ODD, *AGENCIES])
mixed = st.lists(pieces, min_size=1, max_size=7).flatmap(
    lambda found: st.sampled_from(["", " ", ", "]).map(lambda glue: glue.join(found))
)
anything = st.text(max_size=300)
long = st.text(min_size=1, max_size=5).map(lambda text: text * 2_000)
zip_codes = st.from_regex(r"[0-9]{4,6}(-[0-9]{1,4})?", fullmatch=True)
texts = st.one_of(mixed, anything, long, zip_codes)

MOST_SHOWN = 60  # choices on one page
KNOWN = [row["text"] for row in ROWS if row["outcome"] == "one"]


def slugs():
    return {row["key"] for row in rows_of(FIXTURES / "jurisdictions.csv")}


@STEADY
@given(text=texts)
@example(text="x" * 20_000)
@example(text="77002 " * 3_000)
@example(text="Springfield, " * 800)
@example(text="(" * 5_000)
@example(text="FBI " * 2_000)
@example(text="\x00" * 100)
@example(text="' UNION SELECT password FROM auth_user --")
def test_any_text_gets_exactly_one_kind_of_answer(text, reader):
    if not any(map(str.isalnum, text)):
        response = reader.client.get("/regions/", {"q": text})
        is_page = response.status_code == 200
        assert is_page or response["Location"].startswith("/search/?q=%")
        return

    answered = reader.look_up(text)

    assert answered.outcome in {"one", "choice", "guess", "problem", "search"}
    assert set(answered.places) <= slugs()
    assert len(answered.addresses) <= MOST_SHOWN
    assert len(set(answered.addresses)) == len(answered.addresses), "offered twice"
    assert len(answered.leads_to) < 2_000
    for address in answered.addresses[:3]:
        reader.whom_to_call(address)  # opens, without a second redirect


@STEADY
@given(text=st.one_of(mixed, anything))
def test_words_are_shown_as_words(text, reader):
    """What is typed comes back escaped, and only inside the field and the message."""
    response = reader.client.get("/regions/", {"q": text})

    if response.status_code == 200:
        page = response.content.decode()
        assert "<i>18" not in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("end", ["", "&for=public"])
@pytest.mark.parametrize(
    "query",
    [
        "near=nobody",
        "near=fbi-miami",  # covers Florida, not Texas
        "near=fbi-elpaso&nearer=fbi-elpaso",
        "near=fbi-elpaso&nearer=fbi-miami",
        "nearer=fbi-dallas",
        "near=FBI-ELPASO",
        "near=fbi-elpaso%00",
        "near=" + "x" * 3_000,
        "near=fbi-elpaso&near=fbi-miami",
        "office=nobody",
        "office=fbi-miami",
        "office=",
        "near=",
        "also=nobody",
        "also=FL",
        "also=florida",
        "near=fbi-elpaso&office=fbi-dallas",
        "near=..%2F..%2Fetc%2Fpasswd",
        "near=%F0%9F%99%82",
    ],
)
def test_made_up_parameters_lead_to_the_plain_place(query, end, reader):
    response = reader.client.get(f"/regions/texas/?{query}{end}")

    plain = "/regions/texas/" + end.replace("&", "?")
    # Either nothing else is known about the address, or one of its parts is true.
    true_parts = {"/regions/texas/?near=fbi-elpaso" + end}
    assert response.status_code in (301, 302), query
    assert response["Location"] in {plain} | true_parts
    final = reader.client.get(response["Location"])
    assert final.status_code == 200


@STEADY
@given(
    name=st.sampled_from(["near", "office", "nearer", "also", "zip", "for"]),
    value=st.one_of(
        st.text(max_size=60), st.from_regex(r"[a-z-]{1,20}", fullmatch=True)
    ),
    slug=st.sampled_from(sorted(slugs())),
)
def test_any_value_of_a_parameter_gets_the_place(name, value, slug, reader):
    response = reader.client.get(f"/regions/{slug}/", {name: value}, follow=True)

    assert response.status_code == 200
    assert len(response.redirect_chain) <= 2
    if name != "for" and response.redirect_chain:
        assert response.redirect_chain[-1][0] == f"/regions/{slug}/"


# However many offices there are


@pytest.fixture
def many_offices(one_reader, db):
    """300 more offices, each with a phone, which cover Texas and Ohio."""
    agency = AgencyPage.objects.get(slug="fbi")
    places = list(Jurisdiction.objects.filter(slug__in=["texas", "ohio"]))
    source = Office.objects.first().source
    towns = ["Waco", "Tyler", "Lubbock", "Dayton", "Akron", "Lima", "Marfa", "Pecos"]
    for number in range(300):
        office = OfficeFactory(
            name=f"FBI {towns[number % len(towns)]} {number}",
            slug=f"fbi-more-{number}",
            agency=agency,
            city=towns[number % len(towns)],
            state=places[number % 2],
            source=source,
        )
        OfficeCoverage.objects.create(
            office=office, jurisdiction=places[number % 2], sort_order=0
        )
        ContactChannel.objects.create(
            office=office,
            slug=f"fbi-more-{number}-phone",
            kind="phone",
            value=f"(202) 555-0{number:03}",
            source=source,
        )


PLACES = ["79901", "Houston", "Harris County", "FBI Miami", "texas", "fbi near 79901"]
PLACES += ["Dallas, TX 75201, USA", "Queens", "05401", "fentanyl"]  # a search
PAGES = ["Kansas City", "Albuquerqe", "42223", "7500", "Ohio FBI", "LA", "texas hsi"]


def queries_of(client, texts):
    """Count what each look-up reads; the generation is a number that Django keeps."""
    counted = {}
    for text in texts:
        client.get("/regions/", {"q": text})  # warm
        with CaptureQueriesContext(connection) as queries:
            client.get("/regions/", {"q": text})
        read = [each["sql"] for each in queries]
        counted[text] = len([sql for sql in read if "page_cache_generation" not in sql])
    return counted


def test_queries_stay_the_same_however_many_offices(reader, request):
    before = queries_of(reader.client, PAGES)
    request.getfixturevalue("many_offices")
    after = queries_of(reader.client, PAGES)

    assert after == before


def test_redirects_read_nothing(reader, many_offices):
    assert queries_of(reader.client, PLACES) == dict.fromkeys(PLACES, 0)
