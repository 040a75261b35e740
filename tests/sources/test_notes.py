"""Change notes: required, dated, shown, listed, and permanent."""

import datetime
import importlib

import pytest
from defusedxml import ElementTree
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from faq.models import QuestionPage
from news.models import Correction
from sources.models import ChangeNote
from sources.models.noted_page import UnexplainedChangeError
from tests.factories import (
    ChangeNoteFactory,
    FAQIndexPageFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    RecordPageFactory,
    planted,
    private,
    published,
)

ATOM = "{http://www.w3.org/2005/Atom}"
LIST = "/record/corrections/"
FEED = "/record/feed/"


@pytest.fixture
def record(home):
    return RecordPageFactory(parent=home, title="The record")


@pytest.fixture
def question(home):
    """An answer that readers can see."""
    index = FAQIndexPageFactory(parent=home, slug="faq")
    return published(
        QuestionPageFactory(
            parent=index,
            title="Who leads it?",
            search_description="Who leads it.",
            body=[("text", RichText("<p>Nobody in particular.</p>"))],
        )
    )


@pytest.fixture
def article(home):
    return published(
        planted(NewsPageFactory, home, body=[("text", RichText("<p>It began.</p>"))])
    )


def form_of(question, *notes, answer="Nobody in particular.", **more):
    """
    What the editor's form sends; a note is its kind, its reason, and its number.

    The number is that of a note which the form was opened with.
    """
    form = {
        "title": question.title,
        "slug": question.slug,
        "search_description": "Who leads it.",
        "group": question.group_id,
        "order": question.order,
        "body-count": "1",
        "body-0-type": "text",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "00000000-0000-4000-8000-000000005550",
        "body-0-value": rich_text(f"<p>{answer}</p>"),
        "change_notes-TOTAL_FORMS": len(notes),
        "change_notes-INITIAL_FORMS": len([note for note in notes if len(note) > 2]),
        "change_notes-MIN_NUM_FORMS": "0",
        "change_notes-MAX_NUM_FORMS": "1000",
    }
    for formset in ("citations", "comments"):
        form |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    for place, (kind, reason, *number) in enumerate(notes):
        form |= {
            f"change_notes-{place}-kind": kind,
            f"change_notes-{place}-reason": reason,
            f"change_notes-{place}-id": number[0] if number else "",
        }
    return form | more


PUBLISH = {"action-publish": "1"}


def save(browser, page, *notes, **values):
    """Submit the form; return its errors, if any."""
    response = browser.post(
        f"/admin/pages/{page.pk}/edit/", form_of(page, *notes, **values)
    )
    if response.status_code == 302:
        return ""
    form = response.context["form"]
    return f"{form.errors} {form.formsets['change_notes'].errors}"


def publish(browser, page, *notes, **values):
    return save(browser, page, *notes, **PUBLISH, **values)


# Writing


def test_changed_words_ask_for_a_note(admin, question, read):
    errors = publish(admin, question, answer="Somebody.")

    assert "Add a note of the change" in errors
    assert "Somebody" not in read(question.url).main.text


def test_change_with_a_note_is_published_with_its_day_and_reason(
    admin, question, read, monkeypatch
):
    # Late evening in the site's time zone, and already the next day in London.
    late = datetime.datetime(2026, 3, 2, 2, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: late)

    errors = publish(
        admin, question, ("new", "A memo names a director."), answer="A director."
    )

    assert not errors
    note = read(question.url).main.find("ol", class_="history").li
    assert note.time["datetime"] == "2026-03-01"
    text = " ".join(note.text.split())
    assert text == "March 1, 2026 New information. A memo names a director."


def test_wording_needs_no_reason(admin, question, read):
    assert not publish(admin, question, ("wording", ""), answer="Nobody, really.")

    assert "Wording only" in read(question.url).main.text


@pytest.mark.parametrize("kind", ["new", "correction"])
def test_other_changes_need_a_reason(admin, question, kind):
    errors = publish(admin, question, (kind, ""), answer="Somebody.")

    assert "Say what changed and why." in errors


def test_note_needs_a_kind(admin, question):
    assert "required" in publish(admin, question, ("", "Why."), answer="Somebody.")


def test_database_refuses_a_published_note_without_a_reason(question):
    with pytest.raises(ValidationError, match="Say what changed"):
        ChangeNoteFactory.build(page=question, reason="").full_clean()


def test_draft_may_wait_for_its_note(admin, question):
    assert not save(admin, question, answer="Somebody.")


def test_publishing_without_other_words_asks_for_nothing(admin, question):
    assert not publish(admin, question, order=7)

    question.refresh_from_db()
    assert question.order == 7
    assert not question.notes


def test_first_publication_asks_for_nothing(admin, home):
    page = planted(QuestionPageFactory, home, live=False)

    assert not publish(admin, page, answer="Something new.")

    page.refresh_from_db()
    assert page.live


def test_nobody_publishes_a_draft_without_its_note_another_way(admin, editor, question):
    save(admin, question, answer="Somebody.")
    question.refresh_from_db()
    revision = question.get_latest_revision()

    with pytest.raises(UnexplainedChangeError):
        revision.publish(user=editor)

    assert "Somebody" not in str(QuestionPage.objects.get(pk=question.pk).body)


def test_words_are_compared_and_not_their_markup(question):
    question.body = [
        ("text", RichText('<p data-block-key="x">Nobody in <b>particular</b>.</p>'))
    ]

    assert not question.is_unexplained()


# Keeping


@pytest.fixture
def noted(admin, question):
    """An answer with a published note."""
    publish(admin, question, ("correction", "We named a rank."), answer="A director.")
    return QuestionPage.objects.get(pk=question.pk)


def only_note(page):
    return ChangeNote.objects.get(page=page)


@pytest.fixture
def kept(noted):
    """Check at the end that the note is unchanged."""
    before = only_note(noted)
    yield noted
    after = only_note(noted)
    assert (after.pk, after.facts()) == (before.pk, before.facts())


def test_note_is_not_changed_by_the_form(admin, kept):
    note = ("new", "Nothing happened.", only_note(kept).pk)

    publish(admin, kept, note, answer="A director.")


def test_note_is_not_removed_by_the_form(admin, kept):
    note = ("correction", "We named a rank.", only_note(kept).pk)
    more = {"change_notes-0-DELETE": "on"}

    errors = publish(admin, kept, note, answer="A director.", **more)

    assert "cannot be changed or removed" in errors


def test_all_notes_are_not_removed_at_once(admin, kept):
    ChangeNoteFactory(page=kept)
    notes = [(note.kind, note.reason, note.pk) for note in kept.change_notes.all()]
    more = {f"change_notes-{place}-DELETE": "on" for place in range(2)}

    errors = publish(admin, kept, *notes, answer="A director.", **more)

    assert "cannot be changed or removed" in errors
    assert kept.change_notes.count() == 2
    ChangeNote.objects.filter(reason="A name was wrong.").update(published_at=None)
    ChangeNote.objects.filter(published_at=None).delete()


def test_note_left_out_of_the_form_stays(admin, kept):
    assert not publish(admin, kept, ("wording", ""), answer="A director, it says.")

    assert [note.kind for note in kept.notes] == ["wording", "correction"]
    ChangeNote.objects.filter(kind="wording").update(published_at=None)
    ChangeNote.objects.filter(published_at=None).delete()


def test_note_is_neither_changed_nor_deleted_in_the_database(kept):
    note = only_note(kept)
    note.reason = "Nothing happened."

    with pytest.raises(ValidationError, match="cannot be changed"):
        note.save()
    with pytest.raises(ProtectedError), transaction.atomic():
        note.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        ChangeNote.objects.all().delete()


def test_page_does_not_lose_its_note(kept):
    kept.change_notes = []

    with pytest.raises(ValidationError, match="cannot be changed or removed"):
        kept.save()
    with pytest.raises(ValidationError, match="cannot be changed or removed"):
        kept.full_clean()


def test_note_stays_when_an_earlier_version_comes_back(kept, read):
    kept.revisions.order_by("pk").first().publish()

    text = read(kept.url).main.text
    assert "Nobody in particular" in text
    assert "We named a rank" in text


def test_page_with_a_note_is_not_deleted(admin, kept):
    response = admin.get(f"/admin/pages/{kept.pk}/delete/")
    admin.post(f"/admin/pages/{kept.pk}/delete/")

    assert response.status_code == 302
    assert Page.objects.filter(pk=kept.pk).exists()


def test_note_is_published_once_however_often_the_page_is(admin, kept):
    for order in (5, 6):
        # As the form is opened: the newest version, with all notes of the page.
        opened = kept.get_latest_revision_as_object()
        notes = [(note.kind, note.reason, note.pk) for note in opened.notes]
        assert len(notes) == 1
        assert not publish(admin, kept, *notes, answer="A director.", order=order)


def test_copy_of_a_page_begins_without_notes(kept):
    copy = kept.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert not copy.specific.notes
    assert not copy.specific.get_latest_revision_as_object().notes


def test_reviewer_who_publishes_from_the_form_is_no_writer(
    settings, client, question, django_user_model
):
    settings.SECOND_PERSON_PUBLISHES = True
    writer = django_user_model.objects.create_superuser("writer", "w@example.org", "x")
    reviewer = User.objects.create_user("reviewer", "r@example.org", "x")
    reviewer.groups.add(Group.objects.get(name="Reviewer"))
    change = ("new", "A memo names a director.")
    client.force_login(writer)
    assert not save(client, question, change, answer="A director.")

    # As the form was opened: the words of the draft, with what the editor adds to them.
    question.refresh_from_db()
    draft = question.get_latest_revision_as_object()
    opened = {"body-0-value": rich_text(draft.body[0].value.source)}
    client.force_login(reviewer)
    assert not publish(client, question, (*change, ""), **opened)
    question.refresh_from_db()
    assert [note.reason for note in question.notes] == ["A memo names a director."]


# Showing


def test_preview_shows_the_note_before_it_is_published(question):
    question.change_notes = [ChangeNote(kind="new", reason="Soon to be seen.")]
    question.save_revision()

    preview = question.make_preview_request(preview_mode="").rendered_content

    assert "Soon to be seen." in preview
    assert "Soon to be seen." not in str(QuestionPage.objects.get().notes)


def test_list_of_questions_gives_the_day_and_leads_to_the_note(question, read):
    note = ChangeNoteFactory(page=question, kind="new")
    ChangeNoteFactory(page=question, kind="wording", published_at=timezone.now())

    meta = read("/faq/").main.find("p", class_="faq__meta")

    link = meta.find("a", href=f"{question.url}#{note.anchor}")
    assert " ".join(link.text.split()) == "Updated January 3, 2026: Who leads it?"
    assert read(question.url).find(id=note.anchor)


def test_list_of_questions_says_so_if_it_was_a_correction(question, read):
    ChangeNoteFactory(page=question)

    assert "Corrected" in read("/faq/").main.find("p", class_="faq__meta").text


def test_list_of_questions_costs_the_same_however_many_notes(question, count_queries):
    count_queries("/faq/")
    few = count_queries("/faq/")
    for _ in range(3):
        ChangeNoteFactory(page=question)

    assert count_queries("/faq/") == few


def test_article_shows_its_notes_at_the_foot(article, read):
    ChangeNoteFactory(page=article, kind="new", reason="A date was announced.")

    text = read(article.url).main.text

    assert text.index("It began.") < text.index("A date was announced.")


def test_page_without_notes_speaks_of_none(question, read):
    assert "Changes since" not in read(question.url).main.text


# Listing


def test_list_of_changes_holds_notes_and_figures_in_one_order(
    record, question, article, read
):
    first = published(ObservationFactory(as_published="100"))
    ChangeNoteFactory(page=question, reason="An old note.")
    published(
        ObservationFactory(
            statistic=first.statistic,
            as_published="110",
            supersedes=first,
            change_kind="correction",
            change_reason="We misread it.",
        )
    )
    note = ChangeNoteFactory(
        page=article, reason="A new note.", published_at=timezone.now()
    )

    entries = read(LIST).main.find("ol", class_="history").find_all("li")

    texts = [" ".join(entry.text.split()) for entry in entries]
    wanted = ["A new note.", "110 instead of 100", "An old note."]
    assert all(each in text for each, text in zip(wanted, texts, strict=True))
    assert "Correction: it was wrong here. A new note." in texts[0]
    assert entries[0].a["href"] == f"{article.url}#{note.anchor}"


def test_list_and_feed_leave_out_wording_drafts_and_hidden_pages(
    record, question, article, client
):
    ChangeNoteFactory(page=question, kind="wording", reason="Only words.")
    ChangeNoteFactory(page=question, reason="A draft.", published_at=None)
    ChangeNoteFactory(page=private(article), reason="Not for all.")

    for address in (LIST, FEED):
        text = client.get(address).content.decode()
        for left_out in ("Only words.", "A draft.", "Not for all."):
            assert left_out not in text


def test_feed_holds_the_notes(record, question, client):
    note = ChangeNoteFactory(page=question)

    (entry,) = ElementTree.fromstring(client.get(FEED).content).findall(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Who leads it?"
    assert entry.findtext(f"{ATOM}summary") == (
        "Correction: it was wrong here. A name was wrong."
    )
    assert entry.findtext(f"{ATOM}id") == (
        f"https://hstf.example.org{question.url}#{note.anchor}"
    )
    assert entry.findtext(f"{ATOM}updated") == "2026-01-03T17:00:00+00:00"


@pytest.mark.parametrize("address", [LIST, FEED])
def test_list_costs_the_same_however_many_notes(
    record, question, count_queries, address
):
    ChangeNoteFactory(page=question)
    count_queries(address)
    few = count_queries(address)
    for _ in range(4):
        ChangeNoteFactory(page=question)

    assert count_queries(address) == few


# Before there were notes


def test_corrections_of_articles_became_notes(article):
    Correction.objects.create(
        page=article, date=datetime.date(2026, 1, 9), text="A number was wrong."
    )
    migration = importlib.import_module(
        "news.migrations.0003_copy_corrections_to_notes"
    )

    migration.copy(apps, None)

    (note,) = article.notes
    assert (note.kind, note.reason) == ("correction", "A number was wrong.")
    assert note.day == datetime.date(2026, 1, 9)
