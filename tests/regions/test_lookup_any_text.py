"""Whatever a reader types gets one answer of one kind, and never an error."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from regions.finder.look_up import MAX_LENGTH, look_up
from regions.finder.results import LookupOutcome
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
HAVING_CHOICES = {
    LookupOutcome.ONE,
    LookupOutcome.SEVERAL,
    LookupOutcome.SUGGESTION,
    LookupOutcome.RETIRED,
}
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
    finding = look_up(text)
    assert (finding.outcome in HAVING_CHOICES) <= bool(finding.choices)
    assert (finding.outcome is LookupOutcome.ONE) <= (len(finding.choices) == 1)
    assert len(finding.query) <= MAX_LENGTH
    assert "\x00" not in finding.query
    return finding


@STEADY
@given(text=texts)
def test_any_text_gets_one_answer(text, directory, client):
    finding = check(text)
    response = client.get("/regions/", {"q": text})

    if finding.outcome is LookupOutcome.ONE:
        assert response.status_code == 302
        assert response["Location"] == finding.address
    else:
        assert response.status_code == 200
        page = response.content.decode()
        # A null byte is read as a space.
        assert page.count('id="q-error"') == bool(text.replace("\x00", " ").strip())
        assert page.count('id="result"') == bool(finding.choices)


@STEADY
@given(code=st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_any_five_digits_get_an_answer_about_a_zip_code(code, directory):
    finding = check(code)

    assert finding.outcome not in {
        LookupOutcome.NONE,
        LookupOutcome.SUGGESTION,
        LookupOutcome.NOT_A_ZIP,
    }


@STEADY
@given(text=st.text(st.characters(), max_size=20))
def test_even_broken_text_is_looked_up(text, directory):
    check(text + "\ud800")


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "Texas" + " " * 9_995,
        "7" * 10_000,
        "1, " * 3_333,
        "<script>alert(1)</script>" * 400,
        "' UNION SELECT password FROM auth_user --",
        "Robert'); DROP TABLE regions_office;--",
        "\x00" * 100,
        "\u0667\u0665\u0660\u0660\u0661",
        "%s%s%n{}{0}",
        "../../etc/passwd",
    ],
)
def test_hostile_text_gets_a_page(text, directory, client):
    response = client.get("/regions/", {"q": text})

    assert response.status_code in (200, 302)
    assert "<script>alert" not in response.content.decode()
    assert len(response.content) < 150_000
