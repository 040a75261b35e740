"""The admin's interface to pages publishes by the same rules as the button."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Revision

from tests.factories import QuestionPageFactory, planted, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rule(settings):
    settings.SECOND_PERSON_PUBLISHES = True


@pytest.fixture
def writer(client):
    writer = User.objects.create_superuser("writer", "writer@example.org")
    client.force_login(writer)
    return writer


@pytest.fixture(params=[True, False], ids=["live", "draft"])
def question(request, home):
    page = planted(QuestionPageFactory, home, live=False)
    return published(page) if request.param else page


def publish(client, page):
    return client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")


def test_writer_schedules_nothing_alone(client, question, writer):
    question.search_description = "Other words."
    question.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    question.save_revision(user=writer)

    answer = publish(client, question)

    assert answer.status_code == 403
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


@pytest.mark.usefixtures("writer")
def test_changed_words_need_a_note(client, home):
    page = published(planted(QuestionPageFactory, home, live=False, title="Who?"))
    page.title = "Who asks?"
    page.save_revision()

    assert publish(client, page).status_code == 403
    page.refresh_from_db()
    assert page.title == "Who?"
    page.change_notes.create(kind="wording")
    page.title = "Who asks?"
    page.save_revision()
    assert publish(client, page).status_code == 200
