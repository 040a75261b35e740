"""Records that last refuse their deletion, whichever model they belong to."""

import pytest
from django.apps import apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import Page

from publishing.deletion_guard import refuse_protected
from publishing.models import DeletionProtected, Retirable
from tests.factories import NewsTopicFactory, RegionFactory

PROTECTED = [
    model for model in apps.get_models() if issubclass(model, DeletionProtected)
]
RETIRABLE = [model for model in PROTECTED if issubclass(model, Retirable)]


def ids(model):
    return model.__name__


@pytest.mark.parametrize("model", PROTECTED, ids=ids)
def test_every_protected_model_is_asked_before_a_deletion(model):
    assert pre_delete.has_listeners(model)
    assert model.deletion_refusal is not DeletionProtected.deletion_refusal


@pytest.mark.parametrize("model", RETIRABLE, ids=ids)
def test_every_retirable_model_can_be_retired_in_the_admin(model):
    if issubclass(model, Page):
        form = model.get_edit_handler().get_form_class()
    else:
        form = model.snippet_viewset.get_edit_handler().get_form_class()

    assert "is_retired" in form.base_fields


def test_record_that_refuses_is_kept_and_says_why():
    topic = NewsTopicFactory.build(pk=1, name="Reports")

    with pytest.raises(ProtectedError, match="“Reports” cannot be deleted"):
        refuse_protected(instance=topic)


@pytest.mark.parametrize(
    ("live", "advice"), [(True, "Unpublish it instead"), (False, "Readers do not see")]
)
def test_record_that_was_public_says_what_is_left_to_do(live, advice):
    region = RegionFactory.build(name="Texas", live=live)
    region.first_published_at = timezone.now()

    assert advice in region.deletion_refusal()


def test_record_that_does_not_refuse_may_go():
    class Draft:
        def deletion_refusal(self):
            return ""

    assert refuse_protected(instance=Draft()) is None


def test_protected_model_must_say_when_it_refuses():
    with pytest.raises(NotImplementedError):
        DeletionProtected.deletion_refusal(NewsTopicFactory.build())


@pytest.mark.django_db
def test_retired_record_is_left_out_of_what_is_in_use():
    kept, retired = NewsTopicFactory(), NewsTopicFactory(is_retired=True)

    in_use = type(kept).objects.in_use()

    assert kept in in_use
    assert retired not in in_use
