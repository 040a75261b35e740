"""Which other names of a city are kept, and how a row of a package is understood."""

import pytest

from places.extracting.files import made_files
from places.state_lines import division


def zip_row(
    code, city, state, county="", at=("30.0", "-97.0"), kind="STANDARD", **more
):
    row = {"zip_code": code, "city": city, "state": state, "county": county}
    row |= {"lat": at[0], "long": at[1], "zip_code_type": kind, "active": True}
    return row | {"acceptable_cities": []}


def city_row(name, state, people, *others, at=(30.0, -97.0), country="US"):
    row = {"geonameid": people, "name": name, "admin1code": state}
    row |= {"countrycode": country, "population": people, "alternatenames": [*others]}
    return row | {"latitude": at[0], "longitude": at[1]}


COUNTIES = [
    {"fips": "48453", "name": "Travis County", "state": "TX"},
    {"fips": "72127", "name": "San Juan Municipio", "state": "PR"},
]


def made(zips, cities):
    found = dict(made_files(zips, cities, COUNTIES))
    return {
        name: [line.split("\t") for line in text.splitlines()[1:]]
        for name, text in found.items()
    }


def kept(people, *others, zips=(), beside=()):
    cities = [city_row("Testville", "TX", people, *others), *beside]
    rows = made([zip_row("78701", "Testville", "TX", "Travis County"), *zips], cities)
    return next(row[6] for row in rows["cities.tsv"] if row[0] == "Testville")


@pytest.mark.parametrize("name", ["TVL", "T.V."])
def test_initials_of_a_large_city_are_kept(name):
    assert kept(500_000, name) == name
    assert kept(50_000, name) == ""


def usual(name):
    """Return cities after which the letters of a name are usual American ones."""
    return [city_row(f"{name} {each}", "OR", 600) for each in ("A", "B", "C", "D")]


@pytest.mark.parametrize("name", ["Nickname", "Nueva Testville"])
def test_usual_letters_are_kept(name):
    assert kept(500_000, name, beside=usual(name)) == name
    assert kept(500_000, name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "\u0422\u0435\u0441\u0442",  # another script
        "Testv\u00e8lle",  # letters that are neither English nor Spanish
        "testuwiru",
        "Testvile",  # a misspelling
        "Travis County",
        "Texas",
        "TX",
        "DEA",
    ],
)
def test_noise_is_left_out(name):
    assert kept(500_000, name, beside=usual(name)) == ""


def test_name_of_another_city_is_left_out():
    other = city_row("Portland", "OR", 600_000)

    assert kept(500_000, "Portland", beside=usual("Portland")) == "Portland"
    assert kept(500_000, "Portland", beside=[other, *usual("Portland")]) == ""


def test_name_that_the_post_uses_for_the_same_city_is_kept():
    near = zip_row("78702", "Barrow", "TX", "Travis County", at=("30.01", "-97.0"))
    far = zip_row("79901", "Barrow", "TX", at=("31.7", "-106.4"))

    assert kept(900, "Barrow", zips=[near]) == "Barrow"
    assert kept(900, "Barrow", zips=[far]) == ""


def test_of_two_cities_of_a_name_the_larger_one_stays():
    rows = made([], [city_row("Ames", "TX", 900), city_row("Ames", "TX", 5_000)])

    assert [(row[0], row[5]) for row in rows["cities.tsv"]] == [("Ames", "5000")]


def test_name_without_a_population_is_in_the_middle_of_its_zip_codes():
    zips = [
        zip_row("78701", "Smalltown", "TX", "Travis County", at=("30.0", "-97.0")),
        zip_row("78702", "Smalltown", "TX", "Travis County", at=("30.2", "-97.4")),
    ]

    (row,) = made(zips, [])["cities.tsv"]

    assert row[:6] == ["Smalltown", "TX", "48453", "30.100", "-97.200", ""]


def test_codes_of_one_receiver_name_no_city_but_a_base():
    zips = [
        zip_row("78799", "Acme Insurance", "TX", kind="UNIQUE"),
        zip_row("78798", "Camp Xyzzy", "TX", kind="UNIQUE"),
    ]

    assert [row[0] for row in made(zips, [])["cities.tsv"]] == ["Camp Xyzzy"]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (zip_row("78701", "Testville", "TX"), ""),
        (zip_row("78701", "Testville", "TX", kind="PO BOX"), "po-box"),
        (zip_row("88888", "North Pole", "DC"), "special"),
        (zip_row("09905", "Apo", "NJ"), "doubtful"),
        (zip_row("09001", "Apo", "AE", at=("0", "0"), kind="MILITARY"), "military"),
        (zip_row("20588", "Hub", "MD", at=("0", "0"), kind="UNIQUE"), "doubtful"),
        (zip_row("20588", "Hub", "MD", kind="UNIQUE"), "unique"),
    ],
)
def test_kind_of_a_zip_code(row, kind):
    (made_row,) = made([row], [])["zip_codes.tsv"]

    assert made_row[6] == kind


def test_county_is_found_however_the_list_writes_it():
    zips = [zip_row("00901", "San Juan", "PR", "San Juan")]
    (row,) = made(zips, [])["zip_codes.tsv"]
    (unknown,) = made([zip_row("00901", "San Juan", "PR", "Qwerty")], [])[
        "zip_codes.tsv"
    ]

    assert row[3] == "72127"
    assert unknown[3] == ""


@pytest.mark.parametrize(
    ("states", "shares", "expected"),
    [
        ("MA; RI", "RI 99.54%; MA 0.46%", (("RI",), ("MA",))),
        ("MA; RI", "RI 95.00%; MA 5.00%", (("RI", "MA"), ())),
        ("MA; RI", "RI 95.01%; MA 4.99%", (("RI",), ("MA",))),
        ("MA; RI", "", (("RI", "MA"), ())),
        ("CT; MA; RI", "MA 60%; RI 38%; CT 2%", (("RI", "MA"), ("CT",))),
    ],
)
def test_a_twentieth_of_the_land_is_asked_about(states, shares, expected):
    row = {"states": states, "land_share_2020": shares, "usps_state": "RI"}

    assert tuple(division(row)) == expected


def test_positions_have_three_decimals():
    rows = made([zip_row("78701", "A", "TX", at=("30.12345", "-97.98765"))], [])

    assert rows["zip_codes.tsv"][0][4:6] == ["30.123", "-97.988"]
