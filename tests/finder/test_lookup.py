"""The look-up at its address: where it leads, and what it says if it leads nowhere."""

import pytest
from django.db import OperationalError

from finder import outcomes
from finder.look_up import MAX_LENGTH, look_up
from regions.models import Jurisdiction
from tests.factories import AgencyPageFactory, DirectoryPageFactory, OfficeFactory
from tests.finder.finding import found
from tests.regions.places import make_places


@pytest.fixture
def places(db):
    make_places()


@pytest.fixture
def directory(home, places):
    return DirectoryPageFactory(parent=home, slug="regions")


class Stamps:
    """The generation as this process knows it; guesses while it is `unsure`."""

    unsure = False
    guess = 0

    def read(self):
        self.guess -= self.unsure
        return self.guess if self.unsure else 1


@pytest.fixture
def stamps(monkeypatch, kept_between_answers):
    made = Stamps()
    monkeypatch.setattr("page_cache.request_cache.site_generation", lambda: made)
    return made


@pytest.fixture
def away(monkeypatch):
    """Make each question to the database fail from now on."""

    def fail(*args, **kwargs):
        raise OperationalError("away")

    with monkeypatch.context() as patch:
        yield lambda: patch.setattr(
            "django.db.backends.utils.CursorWrapper.execute", fail
        )


@pytest.mark.parametrize("query", ["Texas", "tx", "  TEXAS ", "State of Texas"])
def test_one_place_leads_to_its_page(client, directory, query):
    response = client.get("/regions/", {"q": query})

    assert response.status_code == 302
    assert response["Location"] == "/regions/texas/"


def test_who_asks_goes_along(client, directory):
    response = client.get("/regions/", {"q": "Texas", "for": "public"})
    unknown = client.get("/regions/", {"q": "Texas", "for": "<b>"})

    assert response["Location"] == "/regions/texas/?for=public"
    assert unknown["Location"] == "/regions/texas/"


def test_head_is_answered_as_get(client, directory):
    response = client.head("/regions/", {"q": "Texas"})

    assert (response.status_code, response["Location"]) == (302, "/regions/texas/")
    assert client.head("/regions/", {"q": "Kansas City"}).status_code == 200


def test_last_of_several_texts_counts(client, directory):
    response = client.get("/regions/?q=Texas&q=Ohio")

    assert response["Location"] == "/regions/ohio/"


def test_several_places_are_offered_the_likely_one_first(read, directory):
    page = read("/regions/?q=Kansas+City")

    result = page.find(id="result")
    links = [link["href"].partition("?")[0] for link in result("a")]
    assert links[:2] == ["/regions/missouri/", "/regions/kansas/"]
    assert "can mean more than one place" in result.text
    assert page.find(id="q")["value"] == "Kansas City"
    # The reader made no mistake.
    assert page.find(id="q-error") is None
    assert not page.find(id="q").has_attr("aria-invalid")


def test_what_was_wrong_is_said_beside_the_field(read, directory):
    field = read("/regions/?q=7500").find(id="q")

    assert field["value"] == "7500"
    assert field["aria-invalid"] == "true"
    assert "q-error" in field["aria-describedby"].split()


def test_misspelling_is_offered_and_not_followed(read, directory):
    page = read("/regions/?q=Californa")

    assert "Did you mean" in page.find(id="choices").text
    assert page.find(id="result").a["href"] == "/regions/california/"


def test_what_is_no_place_leads_to_the_search_and_back(client, read, directory):
    response = client.get("/regions/", {"q": "xyzzy plugh & more"})

    assert response["Location"] == "/search/?q=xyzzy+plugh+%26+more"
    page = read(response["Location"]).main
    assert page.find("input", {"name": "q"})["value"] == "xyzzy plugh & more"
    (line,) = [each for each in page("p") if "Looking for whom to call?" in each.text]
    assert line.a["href"] == "/regions/"


@pytest.mark.parametrize("query", ["", "   ", "%00", "%1B", "|%0A"])
def test_empty_text_shows_the_directory_without_a_message(read, directory, query):
    page = read(f"/regions/?q={query}")

    assert page.find(id="q-error") is None
    assert page.find(id="result") is None
    assert page.find(id="list")


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "Texas" + " " * 9_995,
        "7" * 10_000,
        "1, " * 3_333,
        "<script>alert(1)</script>" * 400,
        "' UNION SELECT password FROM auth_user --",
        "\x00" * 100,
        "\u0667\u0665\u0660\u0660\u0661",
        "%s%s%n{}{0}",
        "../../etc/passwd",
        "http://example.org/",
    ],
)
def test_hostile_text_stays_on_this_site(client, directory, query):
    response = client.get("/regions/", {"q": query})

    if response.status_code == 302:
        assert response["Location"].startswith(("/regions/", "/search/?q="))
    else:
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        assert len(response.content) < 150_000


def test_long_text_is_cut_before_it_is_read(places):
    outcome = look_up("x" * 10_000)

    assert isinstance(outcome, outcomes.TooLong)
    assert len(outcome.query) == MAX_LENGTH


def test_text_is_only_asked_for_and_never_posted(client, directory):
    assert client.post("/regions/?q=Texas", {"q": "Ohio"}).status_code == 405


# Which outcome


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kansas City", outcomes.SeveralPlaces),
        ("88063", outcomes.DividedZip),
        ("Californa", outcomes.DidYouMean),
        ("7500", outcomes.NotAZip),
        ("99999", outcomes.UnknownZip),
        ("35041", outcomes.RetiredZip),
        ("88888", outcomes.SpecialZip),
        ("Palau", outcomes.AssociatedState),
        ("x" * 201, outcomes.TooLong),
    ],
)
def test_each_kind_has_a_message_of_its_own(text, kind):
    outcome = look_up(text)

    assert type(outcome) is kind
    assert outcome.message.endswith(".")
    assert outcome.message.count(".") == 1
    assert str(outcome.heading)


@pytest.mark.django_db
def test_military_mail_without_a_page_has_a_message():
    Jurisdiction.objects.all().delete()

    assert type(look_up("APO AE 09012")) is outcomes.MilitaryMail


@pytest.mark.usefixtures("places")
def test_retired_place_is_not_found():
    Jurisdiction.objects.filter(code="TX").update(is_retired=True)

    assert found("75001").startswith("/search/")
    assert found("TX").startswith("/search/")


# Without the database


@pytest.mark.parametrize("query", ["Texas", "79901", "FBI Houston", "xyzzy plugh"])
def test_warm_process_answers_without_a_query(
    client, directory, stamps, django_assert_num_queries, query
):
    client.get("/regions/?q=Ohio")

    with django_assert_num_queries(0):
        response = client.get("/regions/", {"q": query})

    assert response.status_code == 302


def test_warm_process_offers_choices_without_a_query(
    client, directory, stamps, django_assert_num_queries
):
    client.get("/regions/?q=Springfield")

    with django_assert_num_queries(0):
        assert client.get("/regions/?q=Kansas+City").status_code == 200


def test_look_up_leads_on_while_the_database_is_away(client, directory, stamps, away):
    client.get("/regions/?q=Ohio")
    stamps.unsure = True
    away()

    for query, address in [("Texas", "/regions/texas/"), ("x y z", "/search/?q=x+y+z")]:
        response = client.get("/regions/", {"q": query})
        assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize("number", [2, 200])
def test_queries_do_not_grow_with_the_offices(
    home, places, number, django_assert_num_queries
):
    agency = AgencyPageFactory(parent=home)
    for _ in range(number):
        OfficeFactory(agency=agency, state=Jurisdiction.objects.get(code="TX"))

    with django_assert_num_queries(8):
        look_up("Texas")
