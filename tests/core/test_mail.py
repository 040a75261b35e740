"""Mail is sent once the change it reports is committed."""

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction


@pytest.fixture(autouse=True)
def after_commit(settings):
    settings.EMAIL_SENT_BY = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "core.mail.AfterCommit"


def send():
    send_mail("Subject", "Words", "site@example.org", ["editor@example.org"])


@pytest.mark.django_db
def test_mail_waits_for_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send()
        assert mail.outbox == []

    assert [message.subject for message in mail.outbox] == ["Subject"]


@pytest.mark.django_db
def test_mail_of_what_was_undone_is_never_sent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert mail.outbox == []


def test_mail_outside_a_transaction_is_sent_at_once():
    send()

    assert len(mail.outbox) == 1
