"""The dashboard lists the editors' tasks."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from tests.factories import (
    ContactChannelFactory,
    ObservationFactory,
    QuestionPageFactory,
    RegionFactory,
    planted,
    published,
)

LONG_AGO = datetime.date(2020, 1, 2)


@pytest.fixture
def work(home):
    """One thing of each kind to do."""
    planted(
        QuestionPageFactory, home, title="An old answer", last_reviewed_date=LONG_AGO
    )
    ContactChannelFactory(region=RegionFactory(name="A force"), value="(202) 555-0123")
    published(ObservationFactory(as_published="about 77", as_of=LONG_AGO))
    Page.objects.filter(pk=home.pk).update(search_description="")


def panels(client):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return {
        name: panel.text
        for name in NAMES
        if (panel := page.find("section", id=f"{name}-section") or page.find(id=name))
    }


NAMES = [
    "contacts-due",
    "old-figures",
    "questions-to-review",
    "pages-without-description",
]


@pytest.mark.usefixtures("work")
def test_each_room_names_what_waits(admin):
    found = panels(admin)

    assert list(found) == NAMES
    assert "A force: (202) 555-0123" in found["contacts-due"]
    assert "not yet confirmed" in found["contacts-due"]
    assert "about 77" in found["old-figures"]
    assert "January 2, 2020" in found["old-figures"]
    assert "An old answer" in found["questions-to-review"]
    assert "1 in all." in found["pages-without-description"]


def test_nothing_is_shown_where_nothing_waits(admin, home):
    published(ObservationFactory(as_of=timezone.localdate()))

    assert panels(admin) == {}


@pytest.mark.usefixtures("work")
def test_everybody_sees_their_own_work_only(client):
    clerk = User.objects.create_user("clerk", "clerk@example.org")
    clerk.groups.add(Group.objects.get(name="Regional contacts editor"))
    client.force_login(clerk)

    assert list(panels(client)) == ["contacts-due"]


@pytest.mark.usefixtures("work")
def test_screen_costs_the_same_however_much_waits(admin, home):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert admin.get("/admin/").status_code == 200
        return len(queries)

    cost()
    few = cost()
    index = Page.objects.get(title="An old answer").get_parent()
    for number in range(8):
        QuestionPageFactory(parent=index, last_reviewed_date=LONG_AGO)
        ContactChannelFactory(region=RegionFactory(), slug=f"more-{number}")
        published(ObservationFactory(as_of=LONG_AGO))

    assert cost() == few
