"""A site that ran on the version before, updated once for all tests of this folder."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from tests.upgrade.restored import restored

FILLED = datetime.datetime(2026, 11, 20, 17, tzinfo=datetime.UTC)


@pytest.fixture(scope="package")
def before(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("upgrade")
    with django_db_blocker.unblock(), restored(folder) as what_was_there:
        yield what_was_there


@pytest.fixture
def db(before):
    """Roll back what a test changes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def clock(db, monkeypatch, settings):
    """It is a day after the last change, and only a second person publishes."""
    settings.SECOND_PERSON_PUBLISHES = True
    now = [FILLED]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    return now


class Desk(Client):
    """The browser of somebody who had an account before the update."""

    def __init__(self, name):
        super().__init__()
        self.user = User.objects.get(username=name)
        self.force_login(self.user)

    def parsed(self, url):
        response = self.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return BeautifulSoup(response.content, "html.parser")

    def press(self, page, url, **data):
        """Send a form of a page to its address, with all that is hidden in it."""
        form = page.find("form", action=url)
        hidden = form.select("input[type=hidden]")
        sent = {tag["name"]: tag.get("value", "") for tag in hidden} | data
        return self.post(url, sent)


@pytest.fixture
def desk(db):
    return Desk
