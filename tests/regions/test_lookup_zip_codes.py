"""Which ZIP code leads where: every state, and every kind of odd one."""

import pytest

from places.geography import states_by_prefix
from regions.finder.look_up import look_up
from regions.finder.results import LookupOutcome
from tests.factories import DirectoryPageFactory
from tests.regions.places import CIVIL, make_places

# Codes of well-known cities, four for each state, and what there is for territories.
ORDINARY = {
    "AL": "35203 36104 35801 36602",
    "AK": "99501 99701 99801 99901",
    "AZ": "85003 85701 86001 85364",
    "AR": "72201 72701 72901 72401",
    "CA": "90012 94102 92101 95814",
    "CO": "80202 80903 81501 80521",
    "CT": "06103 06510 06604 06902",
    "DE": "19801 19901 19711 19971",
    "DC": "20001 20500 20010 20024",
    "FL": "33130 32801 33602 32301",
    "GA": "30303 31401 30901 31201",
    "HI": "96813 96720 96793 96766",
    "ID": "83702 83201 83402 83814",
    "IL": "60601 62701 61602 61801",
    "IN": "46204 46802 47708 46601",
    "IA": "50309 52401 52801 51101",
    "KS": "67202 66603 66101 66044",
    "KY": "40202 40507 42101 41011",
    "LA": "70112 70801 71101 70501",
    "ME": "04101 04330 04401 04240",
    "MD": "21202 21401 20850 21701",
    "MA": "02108 01103 01608 02740",
    "MI": "48226 49503 48933 48104",
    "MN": "55401 55101 55802 55901",
    "MS": "39201 39501 38801 39401",
    "MO": "63101 64106 65101 65802",
    "MT": "59101 59601 59801 59401",
    "NE": "68102 68508 69101 68801",
    "NV": "89101 89501 89701 89801",
    "NH": "03101 03301 03801 03060",
    "NJ": "07102 08608 08401 07302",
    "NM": "87102 87501 88001 88201",
    "NY": "10001 12207 14202 13202",
    "NC": "28202 27601 27401 28801",
    "ND": "58102 58501 58201 58701",
    "OH": "43215 44114 45202 43604",
    "OK": "73102 74103 73501 74401",
    "OR": "97204 97301 97401 97701",
    "PA": "19102 15222 17101 16501",
    "RI": "02903 02840 02860 02886",
    "SC": "29201 29401 29601 29501",
    "SD": "57104 57501 57701 57401",
    "TN": "37203 38103 37902 37402",
    "TX": "77002 75201 78205 79901",
    "UT": "84101 84601 84770 84401",
    "VT": "05401 05602 05701 05301",
    "VA": "23219 23510 24011 22301",
    "WA": "98101 99201 98402 98501",
    "WV": "25301 26003 26505 25701",
    "WI": "53202 53703 54301 54701",
    "WY": "82001 82601 82801 82901",
    "PR": "00601 00901 00717 00680",
    "VI": "00801 00802 00820 00840",
    "GU": "96910 96913 96929 96931",
    "AS": "96799",
    "MP": "96950 96951 96952",
    "AA": "34001 34002 34020",
    "AE": "09001 09012 09128 09464",
    "AP": "96201 96349 96601 96319",
}
ANSWERS = [(code, state) for state in ORDINARY for code in ORDINARY[state].split()]
AMBIGUOUS_PREFIXES = [
    ("06390", "NY"),
    ("06320", "CT"),
    ("09901", "AE"),
    ("20500", "DC"),
    ("20598", "VA"),
    ("72601", "AR"),
    ("73960", "TX"),
    ("73942", "OK"),
    ("83401", "ID"),
    ("83414", "WY"),
    ("96701", "HI"),
    ("96799", "AS"),
    ("96917", "GU"),
    ("96950", "MP"),
]


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def directory(home, places):
    return DirectoryPageFactory(parent=home, slug="regions")


def found(text):
    finding = look_up(text)
    return finding.outcome, sorted(each.jurisdiction.code for each in finding.choices)


def test_list_has_over_two_hundred_codes_of_every_place():
    assert len(ANSWERS) >= 200
    assert {code for _, code in CIVIL} < set(ORDINARY)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("state", ORDINARY)
def test_code_leads_to_its_state(state):
    codes = ORDINARY[state].split()

    answers = {code: found(code) for code in codes}

    assert answers == {code: (LookupOutcome.ONE, [state]) for code in codes}


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("code", "state"), AMBIGUOUS_PREFIXES)
def test_five_digits_answer_where_three_cannot(code, state):
    assert len(states_by_prefix()[code[:3]]) > 1
    assert found(code) == (LookupOutcome.ONE, [state])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("code", "states"),
    [
        ("20588", ["DC", "MD", "VA"]),  # one department, at no place on the map
        ("20588-0100", ["DC", "MD", "VA"]),
        ("09905", ["AE", "NJ"]),  # military mail that is listed under New Jersey
    ],
)
def test_code_that_the_package_cannot_place_is_asked_about(code, states):
    assert found(code) == (LookupOutcome.SEVERAL, states)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("code", "states"),
    [
        ("00000", []),
        ("11111", ["NY"]),
        ("88501", ["TX"]),
        ("99999", ["AK"]),
        ("06399", ["CT", "NY"]),
        ("20512", ["DC", "MD", "VA"]),
        ("09999", ["AE", "NJ"]),
        ("72699", ["AR", "MO"]),
        ("73999", ["OK", "TX"]),
        ("83499", ["ID", "WY"]),
        ("96700", ["AS", "HI"]),
        ("96999", ["GU", "MP"]),
    ],
)
def test_unknown_code_falls_back_to_its_first_three_digits(code, states):
    assert found(code) == (LookupOutcome.UNKNOWN_ZIP, states)


@pytest.mark.usefixtures("places")
def test_unknown_code_of_the_pacific_may_also_be_of_an_associated_state():
    assert look_up("96999").is_associated


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("code", ["96939", "96940", "96941", "96944", "96960", "96970"])
def test_freely_associated_state_has_an_answer_of_its_own(code):
    assert found(code) == (LookupOutcome.ASSOCIATED, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("code", ["88888", "56908", "56999"])
def test_special_mail_belongs_to_no_place(code):
    assert found(code) == (LookupOutcome.SPECIAL_ZIP, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("code", "state"), [("35041", "AL"), ("31144", "GA")])
def test_retired_code_still_offers_its_state(code, state):
    assert found(code) == (LookupOutcome.RETIRED, [state])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "text", ["1", "99", "750", "7500", "750011", "75001-01", "75001-01000", "12-34"]
)
def test_wrong_number_of_digits_is_told_so(text):
    assert found(text) == (LookupOutcome.NOT_A_ZIP, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    "text",
    [
        "75001-0100",
        "75001\u20130100",
        "75001 0100",
        "750010100",
        " 75001 ",
        "\uff17\uff15\uff10\uff10\uff11",
        "Addison, TX 75001",
        "1 Main Street, Addison TX 75001-0100",
    ],
)
def test_code_is_read_however_it_is_written(text):
    finding = look_up(text)

    assert found(text) == (LookupOutcome.ONE, ["TX"])
    assert finding.address == "/regions/texas/?zip=75001"


@pytest.mark.usefixtures("places")
def test_code_of_another_state_than_the_words_is_asked_about():
    assert found("Dallas, Texas 90210") == (LookupOutcome.SEVERAL, ["CA", "TX"])


@pytest.mark.usefixtures("places")
def test_without_the_list_the_first_digits_still_help(monkeypatch):
    monkeypatch.setattr("regions.finder.look_up.known_zip_code", lambda code: None)

    assert found("75001") == (LookupOutcome.UNKNOWN_ZIP, ["TX"])


# At the address


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("75001", "/regions/texas/?zip=75001"),
        ("75001-0100", "/regions/texas/?zip=75001"),
        ("00801", "/regions/us-virgin-islands/?zip=00801"),
        ("09012", "/regions/armed-forces-europe/?zip=09012"),
    ],
)
def test_code_goes_along_to_the_page_of_its_state(client, directory, code, address):
    response = client.get("/regions/", {"q": code})

    assert response.status_code == 302
    assert response["Location"] == address


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("35041", "is no longer in use"),
        ("99999", "We do not know the ZIP code"),
        ("00000", "We do not know the ZIP code"),
        ("88888", "belongs to no place"),
        ("7500", "five digits"),
        ("20588", "more than one place"),
        ("96960", "freely associated state"),
    ],
)
def test_each_kind_has_its_own_words(read, directory, code, words):
    page = read(f"/regions/?q={code}")

    field = page.find(id="q")
    assert words in page.find(id="q-error").text
    assert field["value"] == code
    assert field["aria-invalid"] == "true"
    assert "q-error" in field["aria-describedby"].split()
    assert page.find(id="list")


def test_retired_code_links_the_state_that_it_belonged_to(read, directory):
    choices = read("/regions/?q=35041").find(id="result")

    assert "It belonged to" in choices.text
    assert [link["href"] for link in choices("a")] == ["/regions/alabama/"]
