"""The page on which editors try the search: what readers get, and why."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search.models import SearchMeaning
from tests.factories import (
    DistressWordsFactory,
    NationalLineFactory,
    SearchBestAnswerFactory,
    SearchMeaningFactory,
    StandardPageFactory,
    published,
)

pytestmark = pytest.mark.usefixtures("db", "search_index")

TRY = "/admin/try-search/"


def explanation(client, words, **more):
    answer = client.get(TRY, {"q": words, **more})
    assert answer.status_code == 200
    return answer.context["explanation"]


def titles(client, words, **more):
    return [hit.title for hit in explanation(client, words, **more).hits]


def shown(client, words, **more):
    answer = client.get(f"{TRY}shown/", {"q": words, **more})
    assert answer.status_code == 200
    return answer


def press(home, **values):
    return StandardPageFactory(parent=home, title="Press office", **values)


def test_it_says_where_the_words_stand(admin, home):
    press(home, slug="press")

    (hit,) = explanation(admin, "press").hits

    assert (hit.title, hit.kind, hit.address) == ("Press office", "Page", "/press/")
    assert [(each.typed, each.place) for each in hit.reasons] == [
        ("press", "title or name")
    ]


def test_it_names_the_meaning_that_was_used(admin, home):
    press(home)
    published(SearchMeaningFactory(phrases="media\nreporter", means="press"))

    told = explanation(admin, "the reporters")

    assert [each.typed for each in told.meanings] == [("media", "reporter")]
    assert [hit.title for hit in told.hits] == ["Press office"]
    assert told.hits[0].reasons[0].meant == "press…"
    assert explanation(admin, "office").meanings == []


def test_it_marks_the_best_answer(admin, home):
    press(home)
    other = StandardPageFactory(parent=home, title="Another page", slug="another")
    published(SearchBestAnswerFactory(phrases="press", target=[("page", other)]))

    first, second = explanation(admin, "press").hits

    assert (first.title, first.is_best_answer) == ("Another page", True)
    assert (second.title, second.is_best_answer) == ("Press office", False)


def test_it_says_who_added_a_line(admin, home):
    line = published(NationalLineFactory(name="A lifeline", slug="lifeline"))
    published(NationalLineFactory(name="Emergency", slug="emergency"))
    published(DistressWordsFactory(phrases="A Purple Lantern!", line=line))

    added = explanation(admin, "there is a purple lantern")
    assert added.lines == [("A lifeline", "added by editors")]
    assert explanation(admin, "me siguen").lines == [("Emergency", "built in")]


def test_correction_is_shown_and_can_be_left_out(admin, home):
    press(home, slug="a", body=[])
    StandardPageFactory(parent=home, title="The charter", slug="charter")

    assert explanation(admin, "chartr").corrected == "charter"
    assert explanation(admin, "chartr", exactly="1").corrected == ""


def test_draft_is_tried_before_anybody_publishes_it(admin, home):
    press(home)
    record = published(SearchMeaningFactory(phrases="media", means="press"))
    record.phrases = "journalists"
    record.save_revision()
    key = f"searchmeaning-{record.pk}"

    assert titles(admin, "journalists") == []
    assert titles(admin, "journalists", draft=key) == ["Press office"]
    assert titles(admin, "media", draft=key) == []
    assert b"Press office" in shown(admin, "journalists", draft=key).content
    assert b"Press office" not in shown(admin, "journalists").content


def test_page_of_readers_is_framed_here_and_kept_nowhere(admin, home):
    press(home)

    page = shown(admin, "press")

    assert b"<title>Search for" in page.content
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in admin.get(TRY, {"q": "press"})["Cache-Control"]


def test_nothing_that_is_typed_is_written(admin, home):
    press(home)
    admin.get(TRY, {"q": "unheard"})

    with CaptureQueriesContext(connection) as queries:
        for address in (TRY, f"{TRY}shown/"):
            admin.get(address, {"q": "unheard"})

    writing = ("INSERT", "UPDATE", "DELETE")
    assert not [each for each in queries if each["sql"].startswith(writing)]


def somebody(role):
    user = User.objects.create_user(role, f"{role[:4]}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("Editor", False),
        ("Reviewer", True),
        ("Site manager", True),
        ("Regional contacts editor", False),
    ],
)
def test_everybody_tries_and_those_who_may_see_drafts_try_them(
    client, home, role, sees
):
    press(home)
    draft = SearchMeaningFactory(phrases="media", means="press", live=False)
    draft.save_revision()
    client.force_login(somebody(role))
    key = f"searchmeaning-{draft.pk}"

    assert titles(client, "press") == ["Press office"]
    assert bool(titles(client, "media", draft=key)) == sees
    assert (b"Press office" in shown(client, "media", draft=key).content) == sees
    assert (key in client.get(TRY).content.decode()) == sees


def test_visitors_do_not_reach_it(client):
    for address in (TRY, f"{TRY}shown/"):
        assert client.get(address, {"q": "x"}).status_code == 302


def test_preview_beside_the_form_shows_each_phrase(admin, home):
    press(home)
    StandardPageFactory(parent=home, title="The charter", slug="charter")
    record = published(SearchMeaningFactory(phrases="media\nnewspaper", means="press"))
    address = reverse(
        SearchMeaning.snippet_viewset.get_url_name("preview_on_edit"), args=[record.pk]
    )
    form = {"phrases": "media\nnewspaper", "means": "charter", "language": "en"}
    assert admin.post(address, form).json()["is_valid"]

    for mode, phrase in (("0", "media"), ("1", "newspaper")):
        page = admin.get(address, {"mode": mode}).content.decode()
        assert "The charter" in page
        assert f"“{phrase}”" in page


@pytest.mark.parametrize(
    "words", ["", " ", "\x00", "a" * 10_000, "(((", '"', "\u202ex"]
)
def test_odd_words_give_a_page(admin, words):
    assert admin.get(TRY, {"q": words, "draft": "x-1"}).status_code == 200
    assert admin.get(f"{TRY}shown/", {"q": words}).status_code == 200
