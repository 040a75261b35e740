"""Which ZIP code leads where: every state, and every kind of odd one."""

import pytest

from finder import outcomes
from places.geography import states_by_prefix
from regions.models import Jurisdiction
from tests.factories import DirectoryPageFactory
from tests.finder.finding import found, state_of
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


def test_list_has_over_two_hundred_codes_of_every_place():
    assert len(ANSWERS) >= 200
    assert {code for _, code in CIVIL} < set(ORDINARY)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("state", ORDINARY)
def test_code_leads_to_its_state(state):
    codes = ORDINARY[state].split()

    answers = {code: state_of(code) for code in codes}

    assert answers == dict.fromkeys(codes, Jurisdiction.objects.get(code=state).url)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("code", "state"), AMBIGUOUS_PREFIXES)
def test_five_digits_answer_where_three_cannot(code, state):
    assert len(states_by_prefix()[code[:3]]) > 1
    assert state_of(code) == Jurisdiction.objects.get(code=state).url


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("code", "states"),
    [
        ("20588", {"District of Columbia", "Maryland", "Virginia"}),
        ("20588-0100", {"District of Columbia", "Maryland", "Virginia"}),
        ("42223", {"Kentucky", "Tennessee"}),
        ("88063", {"New Mexico", "Texas"}),  # no share of the land is known
    ],
)
def test_code_of_several_states_is_asked_about(code, states):
    kind, names = found(code)

    assert kind is outcomes.DividedZip
    assert set(names) == states


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("00000", []),
        ("11111", ["New York"]),
        ("06399", ["Connecticut", "New York"]),
        ("72699", ["Arkansas", "Missouri"]),
    ],
)
def test_unknown_code_offers_what_begins_so(code, names):
    assert found(code) == (outcomes.UnknownZip, names)


@pytest.mark.usefixtures("places")
def test_unknown_code_of_the_pacific_may_also_be_of_an_associated_state():
    assert found("96999")[0] is outcomes.UnknownPacificZip


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("code", ["96939", "96940", "96941", "96944", "96960", "96970"])
def test_freely_associated_state_has_an_answer_of_its_own(code):
    assert found(code) == (outcomes.AssociatedState, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("code", ["88888", "56908", "56999"])
def test_special_mail_belongs_to_no_place(code):
    assert found(code) == (outcomes.SpecialZip, [])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(("code", "name"), [("35041", "Alabama"), ("31144", "Georgia")])
def test_retired_code_still_offers_its_state(code, name):
    assert found(code) == (outcomes.RetiredZip, [name])


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("text", ["1", "99", "750", "7500", "750011", "12-34"])
def test_wrong_number_of_digits_is_told_so(text):
    assert found(text) == (outcomes.NotAZip, [])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("35041", "is no longer in use"),
        ("99999", "We do not know the ZIP code"),
        ("00000", "We do not know the ZIP code"),
        ("88888", "is for one kind of mail"),
        ("7500", "five digits"),
        ("96960", "freely associated state"),
    ],
)
def test_each_kind_has_its_own_words(read, directory, code, words):
    page = read(f"/regions/?q={code}")

    assert words in page.find(id="q-error").text
    assert page.find(id="list")


def test_retired_code_links_the_state_that_it_belonged_to(read, directory):
    choices = read("/regions/?q=35041").find(id="result")

    assert "It belonged to" in choices.text
    assert [link["href"] for link in choices("a")] == ["/regions/alabama/"]
