"""A copy starts as a draft without a published past, and there are no aliases."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page, PageLogEntry

from publishing.copying import AliasError
from publishing.models import OwnWorkError
from sources.models import ChangeNote
from tests import drafts
from tests.factories import (
    ChangeNoteFactory,
    StandardPageFactory,
    planted,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True


def person(name):
    return User.objects.create_superuser(name, f"{name}@example.org")


@pytest.fixture
def writer(db):
    return person("writer")


@pytest.fixture
def reviewer(db):
    return person("reviewer")


def fresh(instance):
    return type(instance).objects.get(pk=instance.pk)


def copy_form(page, **more):
    return {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
    } | more


@pytest.fixture
def question(home, writer, reviewer):
    """A live question by the writer."""
    page, _form = drafts.question(home)
    page.save_revision(user=writer).publish(user=reviewer)
    return fresh(page)


def copied(page):
    return type(page).objects.exclude(pk=page.pk).filter(alias_of=None).last()


def by_form(client, page):
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy_form(page))


def by_api(client, page):
    client.post(action_url(page, "copy"), {"slug": "a-copy", "title": "A copy"})


def action_url(page, name):
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, name])


@pytest.mark.parametrize("copy", [by_form, by_api])
def test_copy_starts_without_a_live_past(client, question, reviewer, copy):
    client.force_login(reviewer)

    copy(client, question)

    made = copied(question)
    assert not made.live
    assert made.live_revision is None
    assert made.first_published_at is None
    assert made.last_published_at is None
    with pytest.raises(OwnWorkError):
        made.get_latest_revision().publish(user=reviewer)


@pytest.mark.parametrize("copy", [by_form, by_api])
def test_somebody_else_changes_a_copy_and_a_third_person_publishes_it(
    client, question, reviewer, copy
):
    client.force_login(reviewer)
    copy(client, question)
    made = copied(question)
    made.title = "Changed"
    made.save_revision(user=person("second"))
    client.force_login(person("third"))

    response = client.post(action_url(made, "publish"))

    assert response.status_code == 200
    assert fresh(made).live


def test_copier_of_an_unchanged_page_does_not_publish_the_copy(
    question, writer, reviewer
):
    made = question.copy(
        user=reviewer,
        keep_live=False,
        copy_revisions=False,
        update_attrs={"slug": "a-copy"},
    )
    made.save_revision(user=writer)

    with pytest.raises(OwnWorkError):
        made.get_latest_revision().publish(user=reviewer)


def test_pages_below_a_copied_page_are_drafts_too(client, home, reviewer):
    above = planted(StandardPageFactory, home)
    below = published(planted(StandardPageFactory, above))
    client.force_login(reviewer)

    client.post(action_url(above, "copy"), {"recursive": True, "slug": "again"})

    assert below.live
    again = Page.objects.get(slug="again").get_descendants(inclusive=True)
    assert again.count() == above.get_descendants(inclusive=True).count()
    past = ["live", "live_revision", "first_published_at", "last_published_at"]
    assert set(again.values_list(*past)) == {(False, None, None, None)}


def test_api_refuses_to_publish_a_copy_in_words(client, question, reviewer):
    client.force_login(reviewer)

    response = client.post(action_url(question, "copy"), {"keep_live": True})

    assert response.status_code == 400
    assert "starts as a draft" in response.content.decode()
    assert copied(question) is None


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
def test_copy_form_offers_neither_choice_and_refuses_it_in_words(
    client, question, reviewer, choice
):
    client.force_login(reviewer)
    url = reverse("wagtailadmin_pages:copy", args=[question.pk])
    before = Page.objects.count()

    assert f'name="{choice}"' not in client.get(url).content.decode()
    response = client.post(url, copy_form(question, **{choice: "on"}))

    words = {"publish_copies": "starts as a draft", "alias": "cannot follow another"}
    assert words[choice] in response.content.decode()
    assert Page.objects.count() == before


@pytest.mark.parametrize("action", ["create_alias", "copy_for_translation"])
def test_api_makes_no_alias(client, question, reviewer, action):
    client.force_login(reviewer)
    before = Page.objects.count()

    response = client.post(action_url(question, action), {"locale": "en"})

    assert response.status_code == 400
    assert "cannot follow another" in response.content.decode()
    assert Page.objects.count() == before


@pytest.mark.parametrize("is_on", [True, False])
def test_model_makes_no_alias(settings, question, is_on):
    settings.SECOND_PERSON_PUBLISHES = is_on

    with pytest.raises(AliasError):
        question.create_alias(update_slug="an-alias")


@pytest.fixture
def alias(question, monkeypatch):
    """One from before they were refused, of a page with a note."""
    ChangeNoteFactory(page=question)
    page = published(question)
    with monkeypatch.context() as patch:
        patch.setattr(AliasError, "__init__", lambda self: None)
        patch.setattr("core.models.base_page.BasePage.save", Page.save)
        return page.create_alias(update_slug="an-alias")


def test_page_that_an_alias_follows_is_published_again(
    client, question, alias, writer, reviewer
):
    page = fresh(question)
    page.title = "What is new?"
    page.change_notes.add(ChangeNote(kind="wording"))
    page.save_revision(user=writer)
    client.force_login(reviewer)

    response = client.post(action_url(page, "publish"))

    assert response.status_code == 200
    assert fresh(alias).title == fresh(page).title == "What is new?"
    assert fresh(alias).live_revision is None
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").exists()


def test_alias_repeats_no_note_on_the_list_of_changes(alias):
    assert ChangeNote.objects.published().count() == 2
    assert ChangeNote.objects.listed().count() == 1


def test_administrator_deletes_an_alias(alias, reviewer):
    assert alias.permissions_for_user(reviewer).can_delete()

    DeletePageAction(fresh(alias), user=reviewer).execute()

    assert not Page.objects.filter(pk=alias.pk).exists()


def test_alias_that_becomes_a_page_shows_the_same_and_is_then_like_any_other(
    alias, reviewer
):
    ConvertAliasPageAction(fresh(alias), user=reviewer).execute()

    page = fresh(alias)
    assert page.live
    page.seo_title = "Nobody saw this."
    with pytest.raises(OwnWorkError):
        page.save_revision(user=reviewer).publish(user=reviewer)


@pytest.mark.parametrize("kind", ["contact", "value", "source"])
def test_form_sent_to_the_address_that_copies_a_record_leaves_the_record_alone(
    client, home, writer, reviewer, kind
):
    record, form = getattr(drafts, kind)(home)
    if kind != "source":
        record.save_revision(user=writer).publish(user=reviewer)
    before = type(record).objects.filter(pk=record.pk).values().get()
    client.force_login(writer)
    url = record.snippet_viewset.get_url_name("copy")
    name = {"contact": "hours", "value": "note", "source": "note"}[kind]

    for action in ({}, {"action-publish": "1"}):
        client.post(
            reverse(url, args=[record.pk]), form | {name: "Nobody saw this."} | action
        )

    assert type(record).objects.filter(pk=record.pk).values().get() == before
