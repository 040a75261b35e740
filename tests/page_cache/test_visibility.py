"""Only what visitors can see moves the generation, and each model is decided on."""

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from page_cache.visibility import INVISIBLE, VISIBLE, is_visible
from pages.models import LinkCheck
from tests.factories import SourceFactory
from tests.page_cache.stamps import stamp

# Search tables differ between databases.
NOT_EVERYWHERE = {"wagtailsearch.sqliteftsindexentry"}


def labels():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label_lower for model in models}


def test_each_model_is_named_as_visible_or_invisible():
    undecided = labels() - VISIBLE - INVISIBLE
    gone = (VISIBLE | INVISIBLE) - labels() - NOT_EVERYWHERE

    assert (undecided, gone, VISIBLE & INVISIBLE) == (set(), set(), set())


def test_model_that_nobody_has_decided_on_is_visible(monkeypatch):
    monkeypatch.setattr("page_cache.visibility.VISIBLE", set())

    assert is_visible(SourceFactory._meta.model)


def start_session():
    SessionStore().save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda: LinkCheck.objects.create(at=timezone.now()),
        start_session,
    ],
    ids=["link check", "session"],
)
def test_write_that_visitors_cannot_see_keeps_the_generation(
    write,
):
    before = stamp()
    write()

    assert stamp() == before
