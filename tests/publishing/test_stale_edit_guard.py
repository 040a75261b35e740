"""Two editors open the same object: the second is warned, and nothing is lost."""

import json

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import RevisionMixin

from publishing.models.stale_edit_guard import StaleEditGuard
from tests import drafts

pytestmark = pytest.mark.django_db


def editor(name):
    """A browser in which somebody has signed in."""
    browser = Client()
    browser.user = User.objects.create_superuser(name, f"{name}@example.org")
    browser.force_login(browser.user)
    return browser


@pytest.fixture
def first():
    return editor("anna")


@pytest.fixture
def second():
    return editor("berta")


# What is made, and a field in which both write.
KINDS = {"value": "note", "contact": "name", "question": "title", "source": "note"}


@pytest.fixture(params=KINDS)
def opened(request, home):
    """The thing, the address of its form, what the form sends, and that field."""
    instance, form = getattr(drafts, request.param)(home)
    user = User.objects.create_superuser("finder", "finder@example.org")
    url = AdminURLFinder(user).get_edit_url(instance)
    return instance, url, form, KINDS[request.param]


def open_form(browser, url):
    """Return what the page tells the browser about the version it shows."""
    page = BeautifulSoup(browser.get(url).content, "html.parser")
    return {
        name: page.find("input", {"name": name})["value"]
        for name in ("loaded_revision_id", "loaded_revision_created_at")
    }


def newest(instance, field):
    fresh = type(instance).objects.get(pk=instance.pk)
    return fresh.get_latest_revision().content[field]


def kept(instance, field):
    return [one.content[field] for one in instance.revisions.order_by("pk")]


def test_second_is_told_and_keeps_the_typed_text(opened, first, second):
    instance, url, form, field = opened
    at_first, at_second = open_form(first, url), open_form(second, url)
    first.post(url, form | at_first | {field: "Words of Anna"})

    answer = second.post(url, form | at_second | {field: "Words of Berta"})

    page = BeautifulSoup(answer.content, "html.parser")
    assert "anna saved a newer version" in page.text
    typed = page.find(id=f"id_{field}")
    assert "Words of Berta" in (typed.get("value") or typed.text)
    assert newest(instance, field) == "Words of Anna"


def test_link_shows_what_the_other_changed(opened, first, second):
    _instance, url, form, field = opened
    at_first, at_second = open_form(first, url), open_form(second, url)
    first.post(url, form | at_first | {field: "Words of Anna"})
    answer = second.post(url, form | at_second | {field: "Words of Berta"})
    page = BeautifulSoup(answer.content, "html.parser")

    link = page.find("a", string=lambda text: text and "they changed" in text)
    comparison = second.get(link["href"])

    assert comparison.status_code == 200
    assert "Words of Anna" in comparison.content.decode()


def test_pressing_again_saves_and_both_versions_are_kept(opened, first, second):
    instance, url, form, field = opened
    at_first, at_second = open_form(first, url), open_form(second, url)
    first.post(url, form | at_first | {field: "Words of Anna"})
    answer = second.post(url, form | at_second | {field: "Words of Berta"})
    page = BeautifulSoup(answer.content, "html.parser")
    told = {
        name: page.find("input", {"name": name})["value"]
        for name in ("loaded_revision_id", "loaded_revision_created_at")
    }

    second.post(url, form | told | {field: "Words of Berta"})

    assert newest(instance, field) == "Words of Berta"
    assert kept(instance, field)[-2:] == ["Words of Anna", "Words of Berta"]


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_nothing_is_published_over_a_newer_version(opened, first, second, action):
    instance, url, form, field = opened
    at_first, at_second = open_form(first, url), open_form(second, url)
    first.post(url, form | at_first | {field: "Words of Anna"})

    second.post(url, form | at_second | {field: "Words of Berta", action: "1"})

    assert newest(instance, field) == "Words of Anna"
    fresh = type(instance).objects.get(pk=instance.pk)
    assert getattr(fresh, field) != "Words of Berta"


def test_version_that_saved_itself_counts_too(opened, first, second):
    """The first form autosaves into one version repeatedly."""
    instance, url, form, field = opened
    as_json = {"headers": {"Accept": "application/json"}}
    at_first = open_form(first, url)
    saved = first.post(url, form | at_first | {field: "Words"}, **as_json)
    number = json.loads(saved.content)["revision_id"]
    at_second = open_form(second, url)
    again = {field: "Words of Anna", "overwrite_revision_id": number}
    first.post(url, form | at_first | again, **as_json)

    answer = second.post(url, form | at_second | {field: "Words of Berta"})

    assert "anna saved a newer version" in answer.content.decode()
    assert newest(instance, field) == "Words of Anna"


def test_whoever_works_alone_is_told_nothing(opened, first):
    instance, url, form, field = opened
    for words in ("Once", "Twice"):
        first.post(url, form | open_form(first, url) | {field: words})

    assert newest(instance, field) == "Twice"


def test_program_without_a_form_is_told_nothing(opened, first):
    """Without a version in the form, none was opened."""
    instance, url, form, field = opened

    first.post(url, form | {field: "Words"})

    assert newest(instance, field) == "Words"


def test_all_that_is_edited_with_versions_is_guarded():
    unguarded = [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, RevisionMixin)
        and not issubclass(model, StaleEditGuard)
        and model._meta.app_label != "wagtailcore"
    ]

    assert unguarded == []
