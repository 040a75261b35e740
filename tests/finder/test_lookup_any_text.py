"""Whatever a reader types gets one answer of one kind, and never an error."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from finder.look_up import MAX_LENGTH, look_up, tidied
from finder.outcomes import Found, NotInDirectory, Offered
from tests.factories import DirectoryPageFactory, RegionFactory
from tests.regions.places import CIVIL, make_places

# The same texts each time; a slow machine fails no test.
STEADY = settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PIECES = [*(text for row in CIVIL for text in row), "Springfield", "75001", "FBI"]
PIECES += [",", ".", "-", " ", "'", '"', "%", "_", "\\", "\x00", "<b>", "&amp;", "{{"]
PIECES += ["' OR 1=1 --", "\u0667", "\uff17", "\u200b", "\u202e", "\ufb01", "\u0301"]
nearly_sensible = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
texts = st.one_of(st.text(max_size=200), nearly_sensible)


@pytest.fixture
def directory(home):
    make_places()
    RegionFactory(name="FBI Springfield")
    return DirectoryPageFactory(parent=home, slug="regions")


def check(text):
    outcome = look_up(text)
    assert isinstance(outcome, Found | NotInDirectory | Offered)
    assert len(outcome.query) <= MAX_LENGTH
    assert "\x00" not in outcome.query
    if isinstance(outcome, Offered):
        assert outcome.message
        assert outcome.choices or outcome.is_mistake
    else:
        assert outcome.address.startswith(("/regions/", "/search/?q="))
    return outcome


@STEADY
@given(text=texts)
def test_any_text_gets_one_answer(text, directory, client):
    outcome = check(text)
    response = client.get("/regions/", {"q": text})

    if not tidied(text):
        return
    if not isinstance(outcome, Offered):
        assert response.status_code == 302
        assert response["Location"] == outcome.address
        return
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count('id="q-error"') == outcome.is_mistake
    assert page.count('id="result"') == bool(outcome.choices)


@STEADY
@given(code=st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_any_five_digits_get_an_answer_about_a_zip_code(code, directory):
    assert not isinstance(check(code), NotInDirectory)


@STEADY
@given(text=st.text(st.characters(), max_size=20))
def test_even_broken_text_is_looked_up(text, directory):
    check(text + "\ud800")
