"""Whatever is typed gets one reading, and never an exception."""

import pytest
from hypothesis import given, settings, strategies as st

from places.cities import city_table
from places.place import PlaceProblem
from places.reading import MAX_LENGTH, read
from places.states import StateNames
from places.zip_codes import zip_table
from tests.places.test_readings import ROWS, STATES, meaning

STEP = 29  # of 42,000 cities, not to take a minute
STEADY = settings(max_examples=300, derandomize=True, deadline=None, database=None)
WITH_GUESSES = {None, PlaceProblem.UNKNOWN_ZIP, PlaceProblem.RETIRED_ZIP}
PIECES = [text for text, _means in ROWS]
PIECES += [",", ".", "-", " ", "'", '"', "%", "_", "\\", "\x00", "<b>", "&amp;", "\n"]
PIECES += ["\u0667", "\uff17", "\u200b", "\u202e", "\ufb01", "\u0301", "st ", "county"]
texts = st.one_of(
    st.text(max_size=MAX_LENGTH + 20),
    st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
)


def check(text, states=STATES):
    found = read(text, states)
    kinds = [bool(found.places), bool(found.guesses), bool(found.problem)]
    assert not (found.places and (found.guesses or found.problem))
    assert sum(kinds) <= 1 or found.problem in WITH_GUESSES
    everything = [*found.places, *found.guesses]
    assert all(place.state in states.names for place in everything)
    assert len(set(everything)) == len(everything)
    return found


@STEADY
@given(text=texts)
def test_any_text_is_read(text):
    check(text)


@STEADY
@given(text=st.text(st.characters(), max_size=20))
def test_even_broken_text_is_read(text):
    check(text + "\ud800")


@STEADY
@given(text=texts, code=st.sampled_from(sorted(STATES.names)))
def test_one_state_alone_in_use_is_all_that_is_found(text, code):
    check(text, StateNames({code: STATES.names[code]}))


@STEADY
@given(number=st.integers(0, 99_999))
def test_any_five_digits_are_a_zip_code_or_a_problem_with_it(number):
    found = check(f"{number:05}")

    assert found.places or found.problem
    assert found.problem is not PlaceProblem.NOT_A_ZIP


@STEADY
@given(text=st.sampled_from([text for text, _means in ROWS]), data=st.data())
def test_case_and_spaces_change_nothing(text, data):
    change = data.draw(st.sampled_from([str.upper, str.lower, str.swapcase, str]))
    before, after = data.draw(st.tuples(*[st.sampled_from(["", " ", "\t", "\n"])] * 2))

    assert meaning(f"{before}{change(text)}{after}") == meaning(text)


def test_every_zip_code_leads_to_its_state_or_says_why_not():
    table = zip_table()
    for row in range(0, len(table.codes), 7):
        code = table.at(row)
        found = check(code.code)
        states = [place.state for place in (*found.places, *found.guesses)]
        known = code.state in STATES.names and code.kind != "special"
        assert (code.state in states) == known, code


@pytest.mark.parametrize(
    "written", ["{name}, {state}", "{name} {full}", "{full} {name}"]
)
def test_every_city_is_found_with_its_state(written):
    table = city_table()
    wrong = []
    for row in range(0, len(table.names), STEP):
        city = table.at(row)
        if city.state not in STATES.names or city.name == "Kelly Usa":
            continue
        full = STATES.names[city.state]
        text = written.format(name=city.name, state=city.state, full=full)
        if city.state not in {place.state for place in read(text, STATES).places}:
            wrong.append(text)

    assert wrong == []


def test_long_text_is_told_so():
    assert read("x" * (MAX_LENGTH + 1), STATES).problem is PlaceProblem.TOO_LONG
    assert read(" " * 1000 + "Texas", STATES).places[0].name == "Texas"


def test_state_that_an_editor_renamed_is_found_by_its_new_name():
    states = StateNames({"TX": "Lone Star Republic"})

    assert read("lone star republic", states).places[0].name == "Lone Star Republic"
    assert read("Dallas, Lone Star Republic", states).places[0].name == "Dallas"
    assert read("Texas", states).places == ()


def test_state_out_of_use_is_not_found():
    states = StateNames({"TX": "Texas"})

    for text in ("Maine", "Portland, Maine", "04101", "Kansas City"):
        assert read(text, states).places == (), text


def test_mail_without_a_state_in_use_says_what_it_is():
    states = StateNames({"TX": "Texas"})

    assert read("09001", states).problem is PlaceProblem.MILITARY
    assert read("APO AE", states).problem is PlaceProblem.MILITARY
    assert read("96960", states).problem is PlaceProblem.ASSOCIATED
    assert read("Palau", states).problem is PlaceProblem.ASSOCIATED
    assert read("96999", states).may_be_associated
    assert not read("99999", states).may_be_associated
