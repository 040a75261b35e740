"""What the directory says of task forces, offices and lines, and must never say."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from places.counties import county_table
from places.names import county_key
from regions.answer.answer import answer_for
from regions.answer.serializers import answer_data
from regions.models import Jurisdiction, NationalLine, Office, OfficeCoverage, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIXTURES = sorted(
    path
    for path in (settings.BASE_DIR / "fixtures").rglob("*")
    if path.suffix in {".yaml", ".csv"}
)
# Of immigration violations, retired, regional, of one weak page, or misprinted; and
# who ran the hotline before.
FORBIDDEN = {
    *("8663472423", "2667282423", "274637", "8667399118", "8888599206", "9713165053"),
    *("8002255328", "8888838477", "7037401699"),
}
# The counties of a state, all of which the FBI's own list or the law names once.
ALL_COUNTIES = {"alabama": 67, "missouri": 115, "new-jersey": 21}
# Keys are parts of addresses and of downloads, so none is ever renamed.
FIRST_TASK_FORCES = {
    *("national-coordination-center", "kansas-city", "houston", "alaska", "dallas"),
    *("san-juan", "crossroads-of-america", "south-texas", "new-york", "philadelphia"),
    *("nashville", "new-orleans", "minnesota-operation"),
}
NEW_TASK_FORCES = {"little-rock", "cleveland", "birmingham", "virginia"}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_no_file_holds_a_number_or_a_name_that_must_not_be_shown(path: Path):
    text = path.read_text(encoding="utf-8")

    assert "Polaris" not in text
    numbers = {
        re.sub(r"\D", "", found).removeprefix("1")
        for found in re.findall(r"\+?1?[-. (]*\d{3}[-. )]*\d{3}[-. ]?\d{4}|\d{6}", text)
    }
    assert numbers & FORBIDDEN == set()


def counties(coverage):
    return [name.strip() for name in coverage.counties.split(",") if name.strip()]


def complete(state):
    return OfficeCoverage.objects.filter(
        jurisdiction__slug=state, counties_are_all=True
    )


@pytest.mark.parametrize("state", ALL_COUNTIES)
def test_complete_lists_of_a_state_name_each_county_once(state):
    listed = [name for coverage in complete(state) for name in counties(coverage)]

    assert len(listed) == len(set(listed)) == ALL_COUNTIES[state]


def test_counties_are_spelled_as_a_look_up_knows_them():
    known = county_table().by_key
    named = OfficeCoverage.objects.exclude(counties="").select_related("jurisdiction")

    unknown = [
        (coverage.jurisdiction.code, name)
        for coverage in named
        for name in counties(coverage)
        if coverage.jurisdiction.code
        not in {county.state for county in known.get(county_key(name), [])}
    ]

    assert unknown == []
    for state, number in ALL_COUNTIES.items():
        code = complete(state)[0].jurisdiction.code
        listed = {county_key(c) for each in complete(state) for c in counties(each)}
        at_home = {
            key
            for key, found in known.items()
            if code in {county.state for county in found}
        }
        assert len(listed) == number
        assert listed == at_home


def test_area_of_a_judicial_district_rests_on_the_law_that_lists_its_counties():
    by_law = OfficeCoverage.objects.filter(
        source__slug="28-usc-5", counties_are_all=True
    )

    assert set(by_law.values_list("office__slug", flat=True)) == {
        *("fbi-birmingham", "fbi-mobile", "fbi-losangeles"),
        *("fbi-kansascity", "fbi-stlouis"),
    }
    for coverage in by_law.select_related("office"):
        assert counties(coverage)
        assert "district" in coverage.part.casefold()
        assert "A federal law lists" in coverage.office.note


def test_lists_that_name_only_some_counties_are_not_said_to_be_complete():
    some = OfficeCoverage.objects.exclude(counties="").filter(counties_are_all=False)

    assert {each.office.slug: len(counties(each)) for each in some} == {
        "fbi-albany": 10,
        "fbi-albuquerque": 9,
        "fbi-jacksonville": 23,  # of 40: those of one district, by law
        "fbi-newyork": 5,
        "fbi-sanantonio": 17,
    }
    assert {
        slug: counties(OfficeCoverage.objects.get(office__slug=slug, **where))
        for slug, where in {
            "fbi-sandiego": {},
            "fbi-philadelphia": {"jurisdiction__slug": "new-jersey"},
        }.items()
    } == {
        "fbi-sandiego": ["San Diego", "Imperial"],
        "fbi-philadelphia": ["Camden", "Gloucester", "Salem"],
    }


def test_counties_are_documented_never_inferred():
    named = OfficeCoverage.objects.exclude(counties="")

    assert named.count() == 13
    assert not any(coverage.is_inferred for coverage in named)


def test_task_forces_keep_their_keys_and_new_ones_join_them():
    assert set(Region.objects.published().values_list("slug", flat=True)) == (
        FIRST_TASK_FORCES | NEW_TASK_FORCES
    )
    assert Office.objects.published().count() == 85


def test_task_force_known_in_passing_has_neither_name_nor_area(visitor):
    little_rock = Region.objects.get(slug="little-rock")

    assert (little_rock.name, little_rock.coverage) == ("", "")
    assert not little_rock.coverages.exists()
    # A week is not a day.
    assert little_rock.announced_date is None
    assert "week of November 6, 2025" in little_rock.announced_note
    page = visitor.soup("/regions/arkansas/").main.get_text()
    assert "Task force in Little Rock, name not published" in page
    assert little_rock.note in page


def test_another_model_of_task_force_is_not_the_one_of_its_state(visitor):
    virginia = Region.objects.get(slug="virginia")
    answer = answer_for(Jurisdiction.objects.get(slug="virginia"))

    assert virginia.coverages.get().jurisdiction.slug == "virginia"
    assert "virginia" not in {entry.owner.slug for entry in answer.covering}
    told = {each["id"]: each for each in answer_data(answer)["task_forces"]}
    assert told["virginia"]["type"] == "separate"
    page = " ".join(visitor.soup("/regions/virginia/").main.get_text().split())
    assert "It is not known to be one of the 30 regional task forces." in page
    assert "Another model, not known to be one of the 30" in page


def test_locations_of_a_task_force_are_not_called_satellite_offices():
    assert not Region.objects.filter(type="satellite").exists()
    note = Region.objects.get(slug="kansas-city").note
    assert "Kansas City, Wichita, Des Moines and Omaha" in note


def test_number_from_an_unofficial_list_says_so(visitor):
    page = " ".join(visitor.soup("/regions/tennessee/").main.get_text().split())

    assert "Its phone number is from one unofficial list" in page


def test_hotline_has_its_hours_and_who_runs_it():
    hotline = NationalLine.objects.get(slug="nhth")

    assert hotline.answered_by.startswith("Compass Connections")
    assert hotline.hours == "24 hours a day, 7 days a week"
    assert "September 22, 2025" in hotline.note
