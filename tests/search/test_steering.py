"""What editors teach the search: what it refuses, who sees it, and when it holds."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from page_cache.request_cache import caching_for_request
from publishing.refusals import Refusal
from regions.models import NationalLine
from search import steering
from search.models import DistressWords, SearchBestAnswer, SearchMeaning, phrases
from search.models.best_answer import what_has_no_record
from search.steering import BestAnswer, Distress, Meaning, known_steering, show_draft
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    DistressWordsFactory,
    MilestoneFactory,
    NationalLineFactory,
    RecordPageFactory,
    SearchBestAnswerFactory,
    SearchMeaningFactory,
    StandardPageFactory,
    StatisticFactory,
    TimelinePageFactory,
    published,
)
from understanding.distress import lines_for

pytestmark = pytest.mark.django_db


def problems(record):
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.message_dict


# What is refused


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("x" * 81, "too long: at most 80"),
        ("?!", "no word in “?!”"),
        ("press, media", "Leave these signs out of “press, media”: ,"),
        ("Fianza\nfianza", "“fianza” stands here twice"),
        ("café\nCAFE", "stands here twice"),
        ("\n".join(f"word {n}" for n in range(101)), "These are 101 lines"),
        ("me | siguen", "Leave these signs out of “me | siguen”: |"),
        ("how do", "“how do” is in too many searches"),
        ("a", "too many searches"),
        ("¿dónde?\nla", "“la” is in too many searches"),
    ],
)
def test_phrase_that_cannot_work_is_refused(typed, words):
    found = problems(SearchMeaning(phrases=typed, means="press"))

    assert any(words in line for line in found["phrases"])


class Titles(dict):
    """An index of so many entries, by the stems of their titles."""

    def __len__(self):
        return 300

    def frequency(self, field, term):
        return self[term] if field == "title" else 0


def form_of(model, **data):
    handler = model.snippet_viewset.get_edit_handler()
    sent = {"language": "en", "target-count": 0, **data}
    return handler.get_form_class()(sent, instance=model(), for_user=None)


def test_phrase_of_many_titles_is_refused_where_a_part_of_a_search_counts(monkeypatch):
    titles = Titles(task=60, forc=70, fianc=29)
    monkeypatch.setattr(phrases, "searcher", lambda: titles)

    refused = form_of(SearchMeaning, phrases="Task Forces", means="press")
    assert "stands in 60 of 300 titles" in refused.errors["phrases"][0]
    assert form_of(SearchMeaning, phrases="fiance forces", means="press").is_valid()
    # It stands first for just these words.
    assert "phrases" not in form_of(SearchBestAnswer, phrases="task force").errors
    # What is seeded does not depend on what is indexed so far.
    SearchMeaning(phrases="task forces", means="press").full_clean()


def test_several_small_words_may_say_something():
    line = NationalLineFactory()

    DistressWords(phrases="they have us", line=line).full_clean()
    SearchMeaning(phrases="who is part of", means="member").full_clean()
    assert "phrases" in problems(DistressWords(phrases="have", line=line))


@pytest.mark.parametrize("typed", ["", "\n \n\u200b\n"])
def test_record_without_phrases_is_refused(typed):
    assert "phrases" in problems(SearchMeaning(phrases=typed, means="press"))


def test_empty_lines_and_stray_spaces_go_away():
    record = SearchMeaning(phrases="  media \n\n the\u00a0press\u200b \n", means="x y")
    record.full_clean()

    assert record.phrases == "media\nthe press"


def test_phrase_of_another_record_is_refused_and_says_where():
    published(SearchMeaningFactory(phrases="Médiá\nreporter"))

    found = problems(SearchMeaning(phrases="media", means="press"))

    assert found["phrases"] == ["“media” already stands in “Médiá, reporter” (live)."]


def test_phrase_of_a_draft_is_found_too():
    record = published(SearchMeaningFactory(phrases="media"))
    record.phrases = "media\npaper"
    record.save_revision()

    assert "phrases" in problems(SearchMeaning(phrases="paper", means="press"))


def test_same_phrase_in_another_language_is_another_phrase():
    published(SearchMeaningFactory(phrases="general", language="en"))

    SearchMeaning(phrases="general", means="press", language="es").full_clean()


def test_record_does_not_stand_in_its_own_way():
    record = published(SearchMeaningFactory(phrases="media"))

    record.full_clean()


def test_meaning_that_means_itself_is_refused():
    assert "means" in problems(SearchMeaning(phrases="media", means="press\nMedia"))


def test_best_answer_needs_one_that_readers_see(home):
    draft = StandardPageFactory(parent=home, title="Not yet", live=False)

    found = problems(SearchBestAnswer(phrases="media", target=[("page", draft)]))
    assert found["target"] == ["Readers cannot see “Not yet”. Publish it first."]
    assert "target" in problems(SearchBestAnswer(phrases="media"))
    both = [("page", home), ("page", home)]
    assert "target" in problems(SearchBestAnswer(phrases="media", target=both))


def test_best_answer_may_be_a_milestone_or_a_download(home):
    page = TimelinePageFactory(parent=home)
    day = MilestoneFactory(page=page, title="The first day")
    RecordPageFactory(parent=home)

    offered = dict(what_has_no_record())

    assert offered["Milestones"] == [(f"milestone:{day.pk}", "The first day")]
    assert "download:record.csv" in dict(offered["Downloads"])
    record = SearchBestAnswer(
        phrases="begin", target=[("entry", "download:record.csv")]
    )
    record.full_clean()


def test_words_of_distress_need_a_line_that_readers_see():
    line = NationalLineFactory(live=False)

    assert "line" in problems(DistressWords(phrases="coyote", line=line))
    assert "line" in problems(DistressWords(phrases="coyote"))


# What holds


def test_published_records_hold_and_drafts_do_not(home):
    index = AgencyIndexPageFactory(parent=home)
    agency = AgencyPageFactory(parent=index)
    figure = StatisticFactory()
    line = NationalLineFactory(slug="nhth")
    SearchMeaningFactory(live=False)
    published(SearchMeaningFactory(phrases="media\nreporter", means="press"))
    published(SearchBestAnswerFactory(phrases="who leads", target=[("page", agency)]))
    published(SearchBestAnswerFactory(phrases="number", target=[("figure", figure)]))
    published(SearchBestAnswerFactory(phrases="home", target=[("page", home)]))
    published(SearchBestAnswerFactory(phrases="csv", target=[("entry", "download:x")]))
    published(DistressWordsFactory(phrases="me siguen", line=line, language="es"))

    known = known_steering()

    assert known.meanings == (Meaning(("media", "reporter"), ("press",)),)
    assert known.best_answers == (
        BestAnswer(("who leads",), f"agency:{agency.pk}"),
        BestAnswer(("number",), f"figure:{figure.pk}"),
        BestAnswer(("home",), f"page:{home.pk}"),
        BestAnswer(("csv",), "download:x"),
    )
    assert known.distress == (Distress(("me siguen",), "nhth", "es"),)


@pytest.mark.usefixtures("kept_between_answers")
def test_it_costs_the_same_queries_for_any_number(home, django_assert_num_queries):
    for _ in range(5):
        published(SearchMeaningFactory())
        published(SearchBestAnswerFactory(target=[("page", home)]))
        published(DistressWordsFactory())

    with django_assert_num_queries(4):
        steering.read_steering()


@pytest.mark.usefixtures("kept_between_answers")
def test_change_holds_for_the_next_request(django_capture_on_commit_callbacks):
    with caching_for_request():
        assert known_steering().meanings == ()

    with django_capture_on_commit_callbacks(execute=True):
        published(SearchMeaningFactory(phrases="media"))

    with caching_for_request():
        assert known_steering().meanings[0].typed == ("media",)


@pytest.mark.usefixtures("kept_between_answers")
def test_it_holds_while_the_database_is_away(
    monkeypatch, django_capture_on_commit_callbacks
):
    published(SearchMeaningFactory(phrases="media"))
    with caching_for_request():
        known_steering()

    def away():
        raise OperationalError("no connection")

    monkeypatch.setattr(steering, "read_steering", away)
    with django_capture_on_commit_callbacks(execute=True):
        published(SearchMeaningFactory(phrases="another"))  # the generation moves

    with caching_for_request():
        assert [each.typed for each in known_steering().meanings] == [("media",)]


def test_draft_holds_for_one_request_in_place_of_what_is_public():
    record = published(SearchMeaningFactory(phrases="media"))
    other = published(SearchMeaningFactory(phrases="paper"))
    record.phrases = "typed"

    with caching_for_request():
        show_draft(record)
        typed = {each.typed for each in known_steering().meanings}
    assert typed == {("typed",), other.typed}

    with caching_for_request():
        assert ("media",) in {each.typed for each in known_steering().meanings}


# A line that people in danger are led to


@pytest.fixture
def needed():
    line = published(NationalLineFactory(name="A lifeline"))
    published(DistressWordsFactory(phrases="coyote", line=line))
    return line


def test_needed_line_is_not_unpublished_and_says_where_to_mend_it(admin, needed):
    address = reverse(
        NationalLine.snippet_viewset.get_url_name("unpublish"), args=[needed.pk]
    )
    answer = admin.post(address, follow=True)

    needed.refresh_from_db()
    assert needed.live
    said = " ".join(map(str, answer.context["messages"]))
    assert "when they type “coyote”" in said
    assert "Site search, Words of distress" in said


def test_needed_line_stays_in_every_other_way(needed):
    with pytest.raises(Refusal), transaction.atomic():
        needed.unpublish()
    with pytest.raises(ProtectedError), transaction.atomic():
        NationalLine.objects.filter(pk=needed.pk).delete()

    needed.refresh_from_db()
    needed.expire_at = timezone.now()
    assert "coyote" in problems(needed)["expire_at"][0]
    needed.expire_at, needed.phone, needed.phone_dial = None, "", ""
    assert "__all__" in problems(needed)  # it can be reached no more


@pytest.mark.parametrize("slug", ["988", "emergency", "nhth"])
def test_line_of_built_in_words_stays_under_its_name(slug):
    line = published(NationalLineFactory(slug=slug))

    with pytest.raises(Refusal, match="built into the search"), transaction.atomic():
        line.unpublish()
    line.refresh_from_db()
    line.slug = "another"
    assert "slug" in problems(line)


def test_taught_words_of_distress_work_however_they_are_written():
    taught = (Distress(("¡No me dejan IR a mi País!",), "nhth", "es"),)

    words = ["hola", "no", "me", "dejan", "ir", "a", "mi", "pais"]
    assert "nhth" in lines_for(words, taught)
    assert lines_for(["mi", "pais"], taught) == []


def test_line_goes_once_the_words_lead_elsewhere(needed):
    words = DistressWords.objects.get()
    words.line = published(NationalLineFactory())
    published(words)

    needed.unpublish()

    assert not NationalLine.objects.get(pk=needed.pk).live


def test_draft_whose_line_went_away_is_not_published():
    line = published(NationalLineFactory())
    draft = DistressWordsFactory(line=line, live=False)
    draft.save_revision()
    line.unpublish()

    with pytest.raises(Refusal, match="Readers cannot see the line"):
        draft.latest_revision.publish()


# Who


def somebody(role):
    user = User.objects.create_user(role, f"{role[:4]}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.mark.parametrize("model", [SearchMeaning, SearchBestAnswer, DistressWords])
def test_reviewers_see_and_others_do_not(client, home, model):
    make = {
        SearchMeaning: SearchMeaningFactory,
        SearchBestAnswer: lambda: SearchBestAnswerFactory(target=[("page", home)]),
        DistressWords: DistressWordsFactory,
    }[model]
    record = published(make())
    names = model.snippet_viewset.get_url_name
    addresses = [reverse(names("list"))]
    addresses += [
        reverse(names(each), args=[record.pk]) for each in ("inspect", "history")
    ]

    client.force_login(somebody("Reviewer"))
    assert {client.get(address).status_code for address in addresses} == {200}
    for role in ("Editor", "Regional contacts editor"):
        client.force_login(somebody(role))
        assert {client.get(address).status_code for address in addresses} == {302}


def test_history_names_what_a_best_answer_led_to(home):
    first = StandardPageFactory(parent=home, title="The first page")
    record = published(SearchBestAnswerFactory(target=[("page", first)]))

    assert record.get_target_display() == "The first page"
