"""Names that a reader may type: of states, cities, task forces and offices."""

import pytest

from regions.finder.look_up import look_up
from regions.finder.results import LookupOutcome
from regions.models import Jurisdiction, Office, OfficeCoverage, Region
from tests.factories import (
    AgencyPageFactory,
    DirectoryPageFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
)
from tests.regions.places import CIVIL, make_places


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def directory(home, places):
    return DirectoryPageFactory(parent=home, slug="regions")


@pytest.fixture
def agency(home):
    return AgencyPageFactory(parent=home)


def state(code):
    return Jurisdiction.objects.get(code=code)


def found(text):
    finding = look_up(text)
    return finding.outcome, [each.jurisdiction.code for each in finding.choices]


def swapped(text):
    return "".join(
        each.upper() if index % 2 else each.lower() for index, each in enumerate(text)
    )


# States


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("change", [str, str.lower, str.upper, swapped])
def test_all_codes_and_names_are_found_in_any_case(change):
    assert len(CIVIL) == 56
    typed = {change(text): code for row in CIVIL for text in row for code in [row[1]]}

    answers = {text: found(text) for text in typed}

    assert answers == {
        text: (LookupOutcome.ONE, [code]) for text, code in typed.items()
    }


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "typed",
    [
        {"Calif.": "CA", "Mass.": "MA", "Wash.": "WA", "Penn": "PA", "Pa.": "PA"},
        {"D.C.": "DC", "Washington, D.C.": "DC", "P.R.": "PR", "N. Y.": "NY"},
        {"W. Va.": "WV", "N. Dak.": "ND", "N.Mex.": "NM", "So. Carolina": "SC"},
        {"Tex.": "TX", "Okla": "OK", "Conn": "CT", "Fla.": "FL", "Ill.": "IL"},
        {"State of Texas": "TX", "Commonwealth of Virginia": "VA", "NY State": "NY"},
        {"Washington State": "WA", "NYC": "NY", "USVI": "VI", "CNMI": "MP"},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_abbreviations_are_understood(typed):
    assert {text: found(text) for text in typed} == {
        text: (LookupOutcome.ONE, [code]) for text, code in typed.items()
    }


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "typed",
    [
        {"Nueva York": "NY", "NUEVA JERSEY": "NJ", "Nuevo M\u00e9xico": "NM"},
        {"nuevo mexico": "NM", "Carolina del Norte": "NC", "Dakota del Sur": "SD"},
        {"Luisiana": "LA", "Pensilvania": "PA", "Misisipi": "MS", "Misuri": "MO"},
        {"Islas V\u00edrgenes": "VI", "islas virgenes": "VI", "Tejas": "TX"},
        {"Haw\u00e1i": "HI", "Oreg\u00f3n": "OR", "Distrito de Columbia": "DC"},
        {"Virginia Occidental": "WV", "Samoa Americana": "AS", "estado de Texas": "TX"},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_spanish_names_are_understood_with_and_without_accents(typed):
    assert {text: found(text) for text in typed} == {
        text: (LookupOutcome.ONE, [code]) for text, code in typed.items()
    }


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Californa", "CA"),
        ("Masachusetts", "MA"),
        ("Teksas", "TX"),
        ("Pensylvania", "PA"),
        ("Tennesee", "TN"),
        ("Conneticut", "CT"),
        ("Puerto Ricco", "PR"),
        ("Nueva Yorc", "NY"),
        ("Smallville, CA", "CA"),
        ("Smallville California", "CA"),
    ],
)
def test_typing_slip_gets_a_suggestion(typed, code):
    outcome, codes = found(typed)

    assert outcome is LookupOutcome.SUGGESTION
    assert codes[0] == code


def test_suggestion_is_a_link_and_not_followed(read, directory):
    page = read("/regions/?q=Californa")

    assert "Did you mean California?" in page.find(id="result").text
    assert page.find(id="result").a["href"] == "/regions/california/"
    assert page.find(id="q")["value"] == "Californa"


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["New York", "Washington", "Delaware", "Indiana"])
def test_name_of_a_state_is_stronger_than_that_of_a_city(text):
    outcome, _ = found(text)

    assert outcome is LookupOutcome.ONE
    assert look_up(text).choices[0].jurisdiction.name == text


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "code"), [("AA", "AA"), ("ae", "AE"), ("APO AE", "AE"), ("FPO, AP", "AP")]
)
def test_military_mail_has_a_page(text, code):
    assert found(text) == (LookupOutcome.ONE, [code])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["FM", "mh", "Palau", "Micronesia", "Majuro"])
def test_freely_associated_state_has_words_of_its_own(text):
    assert found(text) == (LookupOutcome.ASSOCIATED, [])


# Cities


def test_springfield_asks_which_state(read, directory):
    page = read("/regions/?q=Springfield")

    links = [link["href"] for link in page.find(id="result")("a")]
    assert {"/regions/illinois/", "/regions/massachusetts/"} < set(links)
    assert links == sorted(links)
    assert "More than one state has a place called" in page.find(id="q-error").text


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Springfield, IL", "IL"),
        ("springfield illinois", "IL"),
        ("Springfield Mass.", "MA"),
        ("SPRINGFIELD,MO", "MO"),
        ("St. Louis, Mo.", "MO"),
        ("saint louis missouri", "MO"),
        ("Winston-Salem", "NC"),
        ("Coeur d'Alene, Idaho", "ID"),
        ("Albany, Nueva York", "NY"),
        ("Albuquerque", "NM"),
    ],
)
def test_city_leads_to_its_state(text, code):
    assert found(text) == (LookupOutcome.ONE, [code])


@pytest.mark.usefixtures("places")
def test_part_of_a_name_is_offered_beside_cities():
    finding = look_up("dakota")

    why = {choice.jurisdiction.code: choice.why for choice in finding.choices}
    assert why["ND"] == why["SD"] == ""
    assert why["IL"] == "has a city or town of this name"


# Task forces and offices


def test_office_leads_to_the_place_that_it_covers(places, agency):
    office = OfficeFactory(name="Agency Xyzzy", agency=agency, state=state("TX"))
    OfficeCoverageFactory(office=office, jurisdiction=state("NM"))

    assert found("agency xyzzy") == (LookupOutcome.ONE, ["NM"])
    assert found("Xyzzy") == (LookupOutcome.ONE, ["NM"])


def test_office_that_covers_several_places_asks_and_says_why(places, agency):
    office = OfficeFactory(name="Agency Xyzzy", agency=agency, state=state("TX"))
    for code in ["NM", "AZ"]:
        OfficeCoverageFactory(office=office, jurisdiction=state(code))

    finding = look_up("xyzzy agency")

    assert found("xyzzy agency") == (LookupOutcome.SEVERAL, ["AZ", "NM"])
    assert [choice.why for choice in finding.choices] == ["Agency Xyzzy"] * 2


def test_task_force_leads_to_what_it_covers_or_else_to_where_it_is(places):
    based = RegionFactory(name="HSTF Xyzzy", state=state("VA"))

    assert found("hstf xyzzy") == (LookupOutcome.ONE, ["VA"])

    RegionCoverageFactory(region=based, jurisdiction=state("MD"))
    assert found("hstf xyzzy") == (LookupOutcome.ONE, ["MD"])


def test_whole_name_of_an_office_is_stronger_than_that_of_a_city(places):
    RegionFactory(name="Springfield", state=state("OR"))

    assert found("springfield") == (LookupOutcome.ONE, ["OR"])


@pytest.mark.parametrize("model", [Region, Office])
def test_unpublished_body_is_not_found(places, agency, model):
    RegionFactory(name="HSTF Xyzzy", state=state("VA"))
    OfficeFactory(name="FBI Xyzzy", agency=agency, state=state("TX"))
    model.objects.update(live=False)

    outcome, codes = found("xyzzy")

    assert (outcome, codes) == (LookupOutcome.ONE, ["TX" if model is Region else "VA"])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["X_zzy", "Xy%y", "%zzy", "zzy", "yzz", "Xyzzy%"])
def test_wildcards_and_middles_of_words_find_no_office(text):
    RegionFactory(name="HSTF Xyzzy", state=state("VA"))

    outcome, codes = found(text)

    assert codes == (["VA"] if text == "Xyzzy%" else []), outcome


def make_offices(agency, number):
    source = SourceFactory()
    places = list(Jurisdiction.objects.all())
    offices = Office.objects.bulk_create(
        Office(
            slug=f"many-{index}",
            name=f"Agency Plugh {index}",
            agency=agency,
            city="Austin",
            state=places[index % len(places)],
            source=source,
        )
        for index in range(number)
    )
    OfficeCoverage.objects.bulk_create(
        OfficeCoverage(office=office, jurisdiction=office.state) for office in offices
    )


def test_too_many_offices_are_not_listed(read, directory, agency):
    make_offices(agency, 30)

    page = read("/regions/?q=plugh")

    assert "fits too many offices" in page.find(id="q-error").text
    assert page.find(id="result") is None
    seventh = Office.objects.get(name="Agency Plugh 7")
    assert found("agency plugh 7") == (LookupOutcome.ONE, [seventh.state.code])


@pytest.mark.parametrize(
    "text", ["Texas", "75001", "Springfield", "agency plugh 3", "plugh", "Qwertyuiop"]
)
def test_queries_do_not_grow_with_the_offices(
    places, agency, text, django_assert_num_queries
):
    queries = 1 if text in ("Texas", "75001") else 3
    make_offices(agency, 5)
    with django_assert_num_queries(queries):
        look_up(text)
    Office.objects.update(live=False)  # what is public would stay
    Office.objects.all().delete()
    make_offices(agency, 500)

    with django_assert_num_queries(queries):
        look_up(text)
