"""The page of the search: what it makes of what was found."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from page_cache.apps import site_generation
from regions.models import Jurisdiction, NationalLine
from search.entries.entry import EntryKind, SearchEntry
from search.finding import MOST_PAGES, Findings, Hit
from tests.factories import (
    AgencyPageFactory,
    JurisdictionFactory,
    NationalLineFactory,
    ObservationFactory,
    RecordPageFactory,
    StandardPageFactory,
    private,
    published,
)
from tests.finder.test_lookup_names import office
from tests.regions.places import make_places

LEADS = SearchEntry(
    "question:1", "/faq/who-leads-it/", "Who leads it?", answer="Two agencies lead it."
)
ARRESTS = SearchEntry(
    "figure:2",
    "/record/arrests/",
    "Arrests: The task force",
    answer="3,266 arrests, 2025",
    source="A report, May 2025",
    note="An arrest is not a conviction. Separate program: not task force results.",
)


class Found:
    """What the search finds, in place of the index; and what it was asked."""

    def __init__(self):
        self.asked = []
        self.given = {}

    def __call__(self, text, *, number=1, as_typed=False):
        self.asked.append((text, number, as_typed))
        return Findings(**{"query": text, "number": number} | self.given)


@pytest.fixture
def found(monkeypatch):
    made = Found()
    monkeypatch.setattr("search.views.find", made)
    return made


@pytest.fixture
def search(home, client, found):
    """Search as a visitor does, and parse the page; `given`: what is found."""

    def ask(query="words", parameters=None, **given):
        found.given = given
        response = client.get("/search/", {"q": query} | (parameters or {}))
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "html.parser")

    return ask


def words(element):
    return " ".join(element.get_text().split())


def links(element):
    return [link["href"] for link in element.find_all("a")]


# Results


def test_result_says_what_it_is_and_leads_to_it(search):
    page = search(hits=(Hit(LEADS),))

    [result] = page.select(".search-results > li")
    assert links(result.h3) == ["/faq/who-leads-it/"]
    assert words(result) == "Question Who leads it? Two agencies lead it."


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_is_named_in_a_reader_s_words(search, kind):
    page = search(hits=(Hit(SearchEntry(f"{kind}:1", "/", "Something")),))

    assert words(page.select_one(".search-results .index__meta")) not in {"", kind}


def test_figure_comes_with_source_and_what_must_not_be_left_out(search):
    page = search(hits=(Hit(ARRESTS),))

    [result] = page.select(".search-results > li")
    assert words(result.select_one(".search-results__value")) == "3,266 arrests, 2025"
    aside = words(result.select_one(".aside"))
    assert aside.startswith("A report, May 2025 ·")
    assert "An arrest is not a conviction." in aside
    assert "Separate program: not task force results." in aside


def test_words_that_were_found_are_marked(search):
    context = (("It is led by ", False), ("<two>", True), (" agencies", False))
    page = search(hits=(Hit(ARRESTS, context),))

    [result] = page.select(".search-results > li")
    assert [mark.text for mark in result.find_all("mark")] == ["<two>"]
    assert "It is led by <two> agencies" in words(result)


def test_words_found_in_the_answer_are_marked_there_and_said_once(search):
    context = (("Two agencies ", False), ("lead", True), (" it.", False))
    page = search(hits=(Hit(LEADS, context),))

    [result] = page.select(".search-results > li")
    assert words(result.mark) == "lead"
    assert words(result).count("Two agencies lead it.") == 1


def test_context_that_the_answer_holds_is_not_said_again(search):
    context = (("… agencies ", False), ("lead", True), (" it.", False))
    page = search(hits=(Hit(LEADS, context),))

    assert words(page.select_one(".search-results")).count("lead it.") == 1


def test_number_to_call_says_enough(search):
    entry = SearchEntry("contact:4", "/regions/texas/", "FBI Waco", answer="555-0100")
    page = search(hits=(Hit(entry, (("The public ", False), ("Waco", True))),))

    [result] = page.select(".search-results > li")
    assert words(result) == "Contact FBI Waco 555-0100"


def test_source_that_a_note_names_is_said_once(search):
    note = "A register (May 5, 2025); not yet confirmed"
    entry = SearchEntry(
        "line:5", "/help/", "A line", source="A register, May 5, 2025", note=note
    )
    page = search(hits=(Hit(entry),))

    assert words(page.select_one(".search-results .aside")) == note


def test_entry_of_another_language_says_so(search):
    entry = SearchEntry("page:3", "/ayuda/", "Ayuda", language="es")
    page = search(hits=(Hit(entry), Hit(LEADS)))

    spanish, english = page.select(".search-results > li")
    assert spanish["lang"] == "es"
    assert "lang" not in english.attrs


def test_results_are_an_ordered_list_under_a_heading(search):
    page = search(hits=(Hit(LEADS), Hit(ARRESTS)))

    assert page.select_one(".search-results").name == "ol"
    assert [words(each) for each in page.main.find_all("h2")] == ["Results"]
    assert len(page.main.find_all("h3")) == 2


def test_below_the_results_are_other_ways(search):
    page = search(hits=(Hit(LEADS),))

    assert {"/regions/", "/faq/", "/record/", "/help/"} <= {*links(page.main)}


# Pages of results


def test_next_page_keeps_the_words(search, found):
    page = search("who & what", hits=(Hit(LEADS),), has_more=True)

    following = page.find("a", rel="next")["href"]
    assert following == "/search/?q=who+%26+what&page=2"
    assert not page.find("a", rel="prev")


def test_later_page_leads_back_and_says_its_number(search):
    page = search(parameters={"page": "2"}, hits=(Hit(LEADS),))

    assert page.find("a", rel="prev")["href"] == "/search/?q=words"
    assert not page.find("a", rel="next")
    assert "page 2" in page.title.text
    assert words(page.main.h2) == "Results, page 2"


def test_last_page_leads_no_further(search):
    page = search(
        parameters={"page": str(MOST_PAGES)}, hits=(Hit(LEADS),), has_more=True
    )

    assert not page.find("a", rel="next")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("abc", 1),
        ("0", 1),
        ("-1", 1),
        ("", 1),
        ("1e3", 1),
        ("²", 1),
        ("٣", 1),
        ("2", 2),
        ("999", MOST_PAGES),
        ("9" * 5000, 1),
    ],
)
def test_odd_page_number_never_fails(search, found, asked, number):
    page = search(parameters={"page": asked}, hits=(Hit(LEADS),))

    assert found.asked == [("words", number, False)]
    assert page.select(".search-results")


def test_page_after_the_last_one_shows_the_first(search, found):
    search(parameters={"page": "2"})

    assert found.asked == [("words", 2, False), ("words", 1, False)]


# Spelling


def test_corrected_spelling_is_told_and_can_be_undone(search, found):
    page = search("fentynal", corrected="fentanyl", hits=(Hit(LEADS),))

    told = page.select_one(".search-corrected")
    assert words(told) == (
        "These results are for fentanyl. Search for “fentynal” instead"
    )
    assert links(told) == ["/search/?q=fentynal&exactly=1"]
    search("fentynal", {"exactly": "1"})
    assert found.asked[-1] == ("fentynal", 1, True)


def test_steps_through_uncorrected_results_stay_uncorrected(search):
    page = search("a", {"exactly": "1"}, hits=(Hit(LEADS),), has_more=True)

    assert page.find("a", rel="next")["href"] == "/search/?q=a&exactly=1&page=2"


# Nothing is a dead end


def test_search_without_results_leads_on(search):
    NationalLineFactory(audience="emergency", phone="911", phone_dial="911")
    page = search()

    assert "Nothing was found" in words(page.main)
    assert page.select(".search-results") == []
    assert {form["action"] for form in page.main.find_all("form")} == {
        "/search/",
        "/regions/",
    }
    useful = links(page.select_one(".ways-on__start"))
    assert useful == ["/regions/#list", "/record/", "/threats/", "/faq/", "/help/"]
    assert "tel:911" in links(page.main)


def test_empty_search_offers_starting_points(home, client, found):
    page = BeautifulSoup(client.get("/search/").content, "html.parser")

    assert page.main.find("a", href="/record/")
    assert words(page.h1) == "Search"
    assert found.asked == []
    assert "found" not in page.main.text


# Somebody in danger


@pytest.fixture
def lines(home):
    NationalLine.objects.all().delete()
    NationalLineFactory(
        slug="emergency",
        name="911",
        audience="emergency",
        phone="911",
        phone_dial="911",
        order=1,
    )
    NationalLineFactory(
        slug="nhth",
        name="A hotline",
        audience="victim",
        phone="1-800-555-0123",
        phone_dial="8005550123",
        text="Text HELP to 555123",
        purpose="Help for victims.",
        answered_by="A charity",
        is_law_enforcement=False,
        note="Chat: example.org. Text and chat: English, Spanish (2018). More.",
        source__title="A register",
    )
    NationalLineFactory(
        slug="crisis",
        name="A lifeline",
        audience="crisis",
        phone="988",
        phone_dial="988",
        note="",
    )


def test_line_stands_above_all_with_what_is_known_of_it(search, lines):
    page = search(distress=("nhth",), hits=(Hit(LEADS),))

    box = page.select_one(".distress")
    assert page.main.find_all(["h2", "input"])[0].parent is box
    call, text, *_others = links(box)
    assert call == "tel:+18005550123"
    assert text.startswith("sms:555123")
    for said in (
        "Call or text somebody who helps",
        "A hotline",
        "Help for victims.",
        "Who answers: A charity.",
        "Not law enforcement.",
        "A register",
    ):
        assert said in words(box), said
    assert links(box)[-2:] == ["tel:911", "/help/"]
    assert "In danger now? Call 911" in words(box)


def test_several_lines_come_in_their_order(search, lines):
    page = search(distress=("crisis", "nhth"))

    names = [words(each) for each in page.select(".distress__name")]
    assert names == ["A lifeline", "A hotline"]


def test_emergency_number_is_said_once_where_it_is_the_right_line(search, lines):
    page = search(distress=("emergency",))

    assert links(page.select_one(".distress")).count("tel:911") == 1
    assert words(page.select_one(".distress h2")) == "In danger now?"


def test_name_of_a_call_begins_with_what_is_seen(search, lines):
    page = search(distress=("nhth",))

    call = page.select_one(".distress__way")
    assert call["aria-label"] == "Call 1-800-555-0123, A hotline"
    assert call["aria-label"].startswith(words(call))


def test_tab_and_heading_say_nothing_of_distress(search, lines):
    page = search("being followed", distress=("nhth",), hits=(Hit(LEADS),))

    assert "followed" not in page.title.text
    assert words(page.h1) == "Search"
    assert page.find(id="words")["value"] == "being followed"


def test_withdrawn_line_is_left_out(search, lines):
    NationalLine.objects.filter(slug="nhth").update(live=False)

    box = search(distress=("nhth",)).select_one(".distress")

    assert "A hotline" not in words(box)
    assert "Call 911" in words(box)
    assert "/help/" in links(box)


def test_without_any_known_line_the_number_of_the_country_stands(search, home):
    NationalLine.objects.all().delete()

    box = search(distress=("nhth",)).select_one(".distress")

    assert "If you are in danger, call 911." in words(box)
    assert "/help/" in links(box)


def test_only_what_a_record_says_of_spanish_is_said(search, lines):
    box = search(distress=("nhth", "crisis"), language="es").select_one(".distress")

    first, second = box.select(".distress__line")
    assert "Text and chat: English, Spanish (2018)." in words(first)
    assert "Chat: example.org" not in words(first)
    assert "Spanish" not in words(second)
    assert "español" not in words(box)


def test_every_spanish_word_is_marked_and_every_english_one(search, lines):
    box = search(distress=("nhth",), language="es").select_one(".distress")

    assert box["lang"] == "es"
    assert words(box.h2) == "Llame o escriba a alguien que ayuda"
    line = box.select_one(".distress__line")
    assert line["lang"] == "en"
    call = line.select_one(".distress__way")
    assert call["lang"] == "es"
    assert words(call) == "Llame al 1-800-555-0123"
    assert "¿Está en peligro ahora? Llame al 911" in words(box)


def test_english_search_says_nothing_in_spanish(search, lines):
    page = search(distress=("nhth",), hits=(Hit(LEADS),))

    assert page.main.find_all(lang=True) == []
    assert "Spanish" not in words(page.main)


def test_spanish_words_lead_to_what_there_is(search, lines):
    page = search("arrestos", language="es", hits=(Hit(ARRESTS),))

    told = page.main.find(lang="es")
    assert "Este sitio web está en inglés." in words(told)
    assert "llame al 911." in words(told)
    [line] = told.find_all(lang="en")
    assert "A hotline: 1-800-555-0123." in words(line)
    assert "Text and chat: English, Spanish (2018)." in words(line)
    assert "/help/" in links(told)
    assert page.select(".search-results")


def test_spanish_words_that_find_nothing_are_told_so_in_spanish(search, lines):
    page = search("xyzzy", language="es")

    assert "No se encontró nada" in words(page.main.find_all("p", lang="es")[-1])


def test_emergency_number_stands_once_beside_the_right_line(search, lines):
    assert links(search(distress=("nhth",)).main).count("tel:911") == 1


def test_boxes_stand_on_the_first_page_only(search, lines):
    page = search(parameters={"page": "2"}, distress=("nhth",), hits=(Hit(LEADS),))

    assert not page.select(".distress")


# A place


@pytest.fixture
def directory(home):
    make_places()
    agency = AgencyPageFactory(parent=home)
    office(agency, "El Paso", "El Paso", "TX")
    office(agency, "Houston", "Houston", "TX")


def test_place_says_whom_to_call_now(search, directory):
    page = search("79901", place="79901", hits=(Hit(LEADS),))

    box = page.select_one(".contact-card")
    assert words(box.h2) == "Call El Paso"
    assert links(box)[0].startswith("tel:")
    assert "not yet confirmed" in words(box.select_one(".trust"))
    assert "Office of a partner agency, not the task force." in words(box)
    assert links(box)[-1] == "/regions/texas/?near=el-paso"
    assert words(box).endswith("All contacts for Texas")
    assert page.main.text.index("Call El Paso") < page.main.text.index("Results")


def test_office_that_is_named_comes_first(search, directory):
    box = search(place="houston office").select_one(".contact-card")

    assert words(box.h2) == "Call Houston"


def test_place_without_a_contact_says_so(search, directory):
    box = search(place="vermont").select_one(".contact-card")

    assert words(box.h2) == "No contact for Vermont has been published"
    assert links(box) == ["/regions/vermont/"]


def test_words_for_several_places_offer_a_few(search, directory):
    page = search(place="springfield")

    box = page.select_one(".search-choices")
    assert "can mean more than one place" in words(box)
    assert len(box.select(".choices li")) == 4
    assert links(box)[-1] == "/regions/?q=springfield"


def test_zip_code_that_is_none_leads_to_the_finder(search, directory):
    box = search(place="7500").select_one(".search-choices")

    assert "has five digits" in words(box)
    assert links(box)[-1].startswith("/regions/")


def test_words_that_name_no_place_make_no_box(search, directory):
    page = search(place="xqzzy")

    assert not page.select(".search-choices, .contact-card")


def test_nothing_but_a_place_is_something(search, directory):
    assert "Nothing else was found" in words(search(place="texas").main)


# The response


@pytest.mark.parametrize("query", ["?q=arrests", "?q=", "?page=2&q=x", "?q=x&exactly"])
def test_nothing_that_is_typed_is_kept_or_told(client, home, found, query):
    response = client.get(f"/search/{query}")

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_empty_form_is_kept_like_any_page(client, home):
    assert "public" in client.get("/search/")["Cache-Control"]


def test_query_is_shown_as_text_and_never_as_markup(client, home, found):
    typed = "</title><script>alert(1)</script>{search:body}\"'"
    found.given = {"corrected": typed, "hits": (Hit(LEADS),), "has_more": True}

    html = client.get("/search/", {"q": typed}).content.decode()

    assert "<script>alert" not in html
    page = BeautifulSoup(html, "html.parser")
    assert page.title.text.count("</title><script>alert(1)</script>{search:body}") == 1
    assert page.find(id="words")["value"] == typed
    assert html.count("search-results") == 1


def test_head_answers_without_a_body_and_a_form_is_refused(client, home, found):
    head, post = client.head("/search/?q=a"), client.post("/search/?q=a")

    assert (head.status_code, head.content) == (200, b"")
    assert post.status_code == 405
    assert post["Cache-Control"] == "no-store"


def test_surroundings_are_rendered_once_in_a_generation(
    client, home, found, kept_between_answers, monkeypatch
):
    made = []
    monkeypatch.setattr(
        "search.frame.render_to_string",
        lambda *given: (
            made.append(given)
            or "<title>{search:title}</title><main>{search:body}</main>"
        ),
    )

    for query in ("one", "two"):
        found.given = {"hits": (Hit(LEADS),)}
        html = client.get("/search/", {"q": query}).content.decode()
        assert f"<title>Search for “{query}”</title>" in html

    assert len(made) == 1


@pytest.mark.usefixtures("kept_between_answers")
def test_change_of_the_site_changes_the_surroundings(
    search, home, django_capture_on_commit_callbacks
):
    NationalLine.objects.all().delete()
    assert "A hotline" not in words(search(distress=("nhth",)).main)

    with django_capture_on_commit_callbacks(execute=True):
        NationalLineFactory(slug="nhth", name="A hotline")

    assert "A hotline" in words(search(distress=("nhth",)).main)


@pytest.mark.usefixtures("kept_between_answers")
def test_hosts_do_not_share_their_surroundings(client, home, found, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.OFFICIAL_SITE = True
    own = {"secure": True, "headers": {"host": "hstf.example.gov"}}

    ours = client.get("/search/?q=a", **own).content.decode()
    others = client.get("/search/?q=a").content.decode()

    assert "This is not an official government website." not in ours
    assert "This is not an official government website." in others
    assert client.get("/search/?q=a", **own).content.decode() == ours


@pytest.mark.usefixtures("kept_between_answers")
def test_editor_has_the_bar_and_nobody_else_gets_it(client, home, found):
    editor = User.objects.create_superuser("editor", "e@example.org", "x")
    client.force_login(editor)
    assert "wagtail-userbar" in client.get("/search/?q=a").content.decode()

    client.logout()

    assert "wagtail-userbar" not in client.get("/search/?q=a").content.decode()


# Without the database


@pytest.fixture
def away(monkeypatch):
    """Make each question to the database fail from now on."""

    def fail(*args, **kwargs):
        raise OperationalError("away")

    with monkeypatch.context() as patch:

        def leave():
            patch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
            patch.setattr(site_generation(), "read", lambda: -1)
            patch.setattr(site_generation(), "unsure_for", lambda: 1.0)

        yield leave


@pytest.mark.usefixtures("kept_between_answers")
def test_results_lines_and_places_outlive_the_database(search, directory, lines, away):
    search(distress=("nhth",), place="el paso", hits=(Hit(LEADS),))
    away()

    page = search(
        distress=("nhth",), place="el paso", hits=(Hit(LEADS),), is_complete=False
    )

    assert "A hotline" in words(page.select_one(".distress"))
    assert words(page.select_one(".contact-card h2")) == "Call El Paso"
    assert "/faq/who-leads-it/" in links(page.main)
    assert "only some of the pages can be searched" in words(page.main)


@pytest.mark.usefixtures("kept_between_answers")
def test_place_that_nobody_asked_for_before_still_has_its_link(search, directory, away):
    search(place="el paso")
    away()

    box = search(place="vermont").select_one(".search-choices")

    assert links(box) == ["/regions/vermont/"]


@pytest.mark.usefixtures("kept_between_answers")
def test_search_that_cannot_ask_says_so(client, home, monkeypatch, away):
    client.get("/search/?q=a")

    def fail(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr("search.views.find", fail)
    away()

    response = client.get("/search/?q=words")

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "only some of the pages can be searched" in words(page.main)
    assert "Nothing was found" not in words(page.main)
    assert page.find(id="words")["value"] == "words"
    assert page.main.find("form", action="/regions/")


def test_process_that_never_reached_the_database_answers(client, home, found, away):
    assert Jurisdiction.objects.count() == 0
    found.given = {"distress": ("nhth",), "place": "texas"}
    away()

    response = client.get("/search/?q=a")

    assert response.status_code == 200
    assert "If you are in danger, call 911." in response.content.decode()


# With the index


@pytest.fixture
def really(home, client, search_index):
    """Search with an index, as a visitor does, and parse the page."""
    RecordPageFactory(parent=home, slug="record", title="Figures")

    def ask(query, **parameters):
        response = client.get("/search/", {"q": query} | parameters)
        assert response.status_code == 200, response.status_code
        return BeautifulSoup(response.content, "html.parser")

    return ask


def test_value_comes_with_all_that_must_be_said_of_it(really):
    published(
        ObservationFactory(
            as_published="3,266",
            statistic__slug="arrests",
            statistic__label="Arrests",
            statistic__stage="arrest",
            statistic__program__is_own=False,
            source__title="A report",
        )
    )

    [result] = really("3266").select(".search-results > li")

    assert links(result.h3) == ["/record/arrests/"]
    for said in (
        "3,266",
        "A report",
        "An arrest is not a conviction.",
        "Separate program: not task force results.",
    ):
        assert said in words(result), said


def test_what_readers_cannot_see_is_not_found(home, really):
    StandardPageFactory(parent=home, title="Council in draft", live=False)
    parent = private(StandardPageFactory(parent=home, title="Council in private"))
    StandardPageFactory(parent=parent, title="Council below")
    ObservationFactory(statistic__label="Council drafted")
    JurisdictionFactory(name="Council land", is_retired=True)

    assert not really("council").select(".search-results")


def test_withdrawn_page_is_gone_at_once(home, really):
    page = StandardPageFactory(parent=home, title="The partners council")
    assert really("council").select(".search-results")

    page.unpublish()

    assert not really("council").select(".search-results")


def test_long_list_comes_in_steps(home, really):
    for number in range(25):
        StandardPageFactory(parent=home, slug=f"council-{number}", title="Council")

    first, second = really("council"), really("council", page=2)

    found = [
        {links(result.h3)[0] for result in page.select(".search-results > li")}
        for page in (first, second)
    ]
    assert [len(each) for each in found] == [20, 5]
    assert not found[0] & found[1]
    assert first.find("a", rel="next")["href"] == "/search/?q=council&page=2"
    assert not second.find("a", rel="next")


def test_words_are_marked_where_they_were_found(home, really):
    StandardPageFactory(parent=home, title="Partners", lede="It has a council of ten.")

    [result] = really("councils").select(".search-results > li")

    assert words(result.mark) == "council"


@pytest.mark.usefixtures("kept_between_answers")
def test_search_costs_the_same_however_much_is_found(home, really, client):
    def grow():
        page = StandardPageFactory(parent=home, title="Council")
        published(ObservationFactory(statistic__label="Council"))
        assert really("council").find(string=page.title)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/?q=council").status_code == 200
        # A test asks for the generation of its own transaction; the site is told.
        return sum("page_cache" not in query["sql"] for query in queries)

    grow()
    few = cost()
    for _ in range(5):
        grow()

    assert cost() == few <= 3


def test_without_an_index_the_page_says_so(home, client):
    page = BeautifulSoup(client.get("/search/?q=a").content, "html.parser")

    assert "only some of the pages can be searched" in words(page.main)
    assert "Nothing was found" not in words(page.main)


@pytest.mark.usefixtures("kept_between_answers")
def test_pages_are_still_found_while_the_database_is_away(home, really, away):
    StandardPageFactory(parent=home, slug="council", title="The partners council")
    assert really("council").select(".search-results")
    away()

    page = really("councils")

    assert links(page.select_one(".search-results")) == ["/council/"]
    assert "only some of the pages can be searched" in words(page.main)
