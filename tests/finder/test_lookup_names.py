"""Names that a reader may type: of states, agencies, task forces and offices."""

import pytest

from finder import outcomes
from finder.look_up import MOST_NAMES, look_up
from regions.models import Jurisdiction, Office, Region
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
)
from tests.finder.finding import found, state_of
from tests.regions.places import CIVIL, make_places


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def agency(home):
    return AgencyPageFactory(
        parent=home, title="United States Example Agency", acronym="EXA"
    )


def state(code):
    return Jurisdiction.objects.get(code=code)


def office(agency, name, city, code, *also, certainty="documented"):
    """Publish an office that can be called, and covers its state and others."""
    made = OfficeFactory(
        name=name,
        slug=name.lower().replace(" ", "-"),
        agency=agency,
        city=city,
        state=state(code),
    )
    for each in (code, *also):
        OfficeCoverageFactory(
            office=made, jurisdiction=state(each), certainty=certainty
        )
    ContactChannelFactory(office=made)
    return made


def swapped(text):
    return "".join(
        each.upper() if index % 2 else each.lower() for index, each in enumerate(text)
    )


# States


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("change", [str, str.lower, str.upper, swapped])
def test_all_codes_are_found_in_any_case(change):
    assert len(CIVIL) == 56
    # LA may also mean Los Angeles.
    typed = {change(code): code for _name, code in CIVIL if code != "LA"}

    answers = {text: state_of(text) for text in typed}

    assert answers == {text: state(code).url for text, code in typed.items()}


@pytest.mark.usefixtures("places")
def test_state_that_is_also_a_city_offers_both():
    kind, names = found("New York")

    assert kind is outcomes.SeveralPlaces
    assert set(names) >= {"New York", "New York City, New York"} or set(names) >= {
        "New York",
        "New York, New York",
    }


# Agencies


@pytest.mark.parametrize(
    "text",
    [
        "EXA El Paso",
        "exa el paso",
        "El Paso EXA",
        "el paso exa field office",
        "EXA, El Paso",
        "exa office in el paso",
        "Example Agency El Paso",
        "united states example agency, El Paso",
    ],
)
def test_office_by_its_name_begins_its_page(places, agency, text):
    office(agency, "EXA El Paso", "El Paso", "TX", "NM")
    office(agency, "EXA Houston", "Houston", "TX")

    assert found(text) == "/regions/texas/?office=exa-el-paso"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("exa near 79901", "exa-el-paso"),
        ("79901 exa", "exa-el-paso"),
        ("nearest exa office to 77002", "exa-houston"),
        ("exa galveston, tx", "exa-houston"),
    ],
)
def test_agency_with_a_place_is_its_nearest_office_there(places, agency, text, slug):
    office(agency, "EXA El Paso", "El Paso", "TX")
    office(agency, "EXA Houston", "Houston", "TX")

    assert found(text) == f"/regions/texas/?office={slug}"


@pytest.mark.parametrize("text", ["texas exa", "exa texas", "exa offices in Texas"])
def test_agency_with_a_state_offers_its_offices_there(places, agency, text):
    office(agency, "EXA El Paso", "El Paso", "TX")
    office(agency, "EXA Houston", "Houston", "TX")
    office(agency, "EXA Albany", "Albany", "NY")

    assert found(text) == (outcomes.SeveralOffices, ["EXA El Paso", "EXA Houston"])
    assert found("exa new jersey") == "/regions/new-jersey/"
    assert found("exa albany") == "/regions/new-york/?office=exa-albany"


def test_agency_alone_offers_all_its_offices(places, agency):
    office(agency, "EXA Houston", "Houston", "TX")

    assert found("exa") == "/regions/texas/?office=exa-houston"

    office(agency, "EXA Albany", "Albany", "NY")
    for text in ("exa", "exa offices", "EXA near me"):
        assert found(text) == (outcomes.AllOffices, ["EXA Albany", "EXA Houston"])


def test_agency_without_offices_leaves_the_place(places, agency):
    assert found("exa office in ohio") == "/regions/ohio/"
    assert found("exa") == "/search/?q=exa"


def test_words_around_an_agency_are_no_place(places, agency):
    office(agency, "EXA Houston", "Houston", "TX")

    assert found("exa headquarters") == "/regions/texas/?office=exa-houston"
    assert found("exa phone number") == "/regions/texas/?office=exa-houston"
    assert found("exa in").startswith("/regions/indiana/")
    assert found("Harris County Sheriff's Office") == "/regions/texas/?near=exa-houston"
    assert found("whom do I call in Houston, TX") == "/regions/texas/?near=exa-houston"


def test_two_agencies_leave_the_place(places, agency):
    office(agency, "EXA Houston", "Houston", "TX")
    AgencyPageFactory(parent=agency.get_parent(), title="Other Agency", acronym="OTH")

    assert found("exa oth galveston, tx") == "/regions/texas/?near=exa-houston"
    assert found("exa oth").startswith("/search/")


@pytest.mark.parametrize("text", ["tip line", "report a tip", "hotline"])
def test_what_is_to_be_searched_for_is_no_misspelt_town(places, text):
    assert found(text).startswith("/search/?q=")


def test_misspelt_place_beside_an_agency_is_a_guess(places, agency):
    office(agency, "EXA Albuquerque", "Albuquerque", "NM")

    outcome = look_up("exa albuquerqe")

    assert type(outcome) is outcomes.DidYouMean
    assert outcome.choices[0].address == "/regions/new-mexico/?office=exa-albuquerque"


# Task forces and offices


def test_office_leads_home_or_to_the_first_place_that_it_covers(places, agency):
    office(agency, "EXA Xyzzy", "Austin", "TX", "NM")
    assert found("Xyzzy") == "/regions/texas/?office=exa-xyzzy"

    Jurisdiction.objects.filter(code="TX").update(is_retired=True)
    assert found("Xyzzy") == "/regions/new-mexico/?office=exa-xyzzy"


def test_task_force_leads_to_what_it_covers_or_else_to_where_it_is(places):
    based = RegionFactory(name="HSTF Xyzzy", state=state("VA"))

    assert found("hstf xyzzy") == "/regions/virginia/"

    RegionCoverageFactory(region=based, jurisdiction=state("MD"))
    assert found("hstf-xyzzy") == "/regions/maryland/"
    assert found("Homeland Security Task Force Xyzzy") == "/regions/maryland/"

    RegionCoverageFactory(region=based, jurisdiction=state("VA"))
    outcome = look_up("Xyzzy")
    assert found("Xyzzy") == (outcomes.SeveralAreas, ["Maryland", "Virginia"])
    assert [choice.why for choice in outcome.choices] == ["HSTF Xyzzy"] * 2


def test_task_force_of_a_town_begins_with_what_is_nearest_to_it(places, agency):
    office(agency, "EXA El Paso", "El Paso", "TX")
    office(agency, "EXA Houston", "Houston", "TX")
    RegionFactory(name="HSTF Xyzzy", city="Galveston", state=state("TX"))

    assert found("hstf xyzzy") == "/regions/texas/?near=exa-houston"


def test_whole_name_of_a_task_force_is_stronger_than_that_of_a_city(places):
    RegionFactory(name="Springfield", state=state("OR"))

    assert found("springfield") == "/regions/oregon/"


def test_city_is_stronger_than_a_part_of_a_name(places, agency):
    office(agency, "EXA Albuquerque", "Albuquerque", "NM")

    assert found("Albuquerque") == "/regions/new-mexico/?near=exa-albuquerque"


def test_names_that_share_words_are_offered(places):
    for name in ("HSTF North Plugh", "HSTF South Plugh"):
        RegionFactory(name=name, state=state("VA"))

    outcome = look_up("plugh")

    assert found("plu") == found("plugh") == found("hstf plugh")
    assert type(outcome) is outcomes.SeveralOffices
    assert [choice.name for choice in outcome.choices] == [
        "HSTF North Plugh",
        "HSTF South Plugh",
    ]
    assert {choice.why for choice in outcome.choices} == {"Virginia"}


def test_too_many_names_are_not_listed(places):
    for number in range(MOST_NAMES + 1):
        RegionFactory(name=f"HSTF Plugh {number}", state=state("VA"))

    assert found("plugh") == (outcomes.TooManyOffices, [])
    assert found("hstf plugh 7") == "/regions/virginia/"


@pytest.mark.parametrize("model", [Region, Office])
def test_unpublished_body_is_not_found(places, agency, model):
    RegionFactory(name="HSTF Xyzzy", state=state("VA"))
    office(agency, "EXA Xyzzy", "Austin", "TX")
    model.objects.update(live=False)

    left = "texas/?office=exa-xyzzy" if model is Region else "virginia/"
    assert found("xyzzy") == f"/regions/{left}"


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["X_zzy", "Xy%y", "%zzy", "zzy", "yzz", "phone"])
def test_wildcards_and_middles_of_words_find_no_task_force(text):
    RegionFactory(name="HSTF Xyzzy", state=state("VA"))

    assert found(text) != "/regions/virginia/"


# Choices


def test_choice_says_what_tells_it_from_the_others(places, agency):
    office(agency, "EXA Kansas City", "Kansas City", "MO", "KS")

    choices = look_up("Kansas City").choices

    assert [(choice.name, choice.why) for choice in choices[:2]] == [
        ("Kansas City, Missouri", "Nearest office: EXA Kansas City"),
        ("Kansas City, Kansas", "Nearest office: EXA Kansas City"),
    ]
    assert choices[1].address == "/regions/kansas/?near=exa-kansas-city"
