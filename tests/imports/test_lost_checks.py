"""An import that removes a contact's confirmation says so first."""

import pytest

from regions.models import ContactChannel
from tests.factories import RegionFactory
from tests.imports.lists import (
    CONTACTS,
    as_file,
    contact,
)
from tests.imports.screens import (
    CONTACT_LIST,
    look,
    press_approve,
    send,
    upload,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_person_rule")]


@pytest.fixture
def confirmed(author, second):
    RegionFactory(slug="example-1", name="Example task force 1")
    rows = [contact(number, task_force="example-1") for number in (1, 2, 3)]
    rows = [row | {"confirmed_on": "2026-01-31"} for row in rows]
    press_approve(second, send(author, rows, "c.csv", CONTACTS, CONTACT_LIST))
    return rows


def test_preview_says_which_confirmed_contacts_lose_their_check(
    author, second, confirmed
):
    rows = [
        confirmed[0] | {"value": "(202) 555-0177", "confirmed_on": ""},
        confirmed[1] | {"confirmed_on": ""},
        confirmed[2] | {"value": "(202) 555-0179", "confirmed_on": "2026-03-01"},
    ]
    page = upload(author, as_file(CONTACTS, rows), CONTACT_LIST)
    batch = send(author, rows, "d.csv", CONTACTS, CONTACT_LIST)

    for shown in (page, look(second, batch)):
        told = words(shown.find(class_="help-warning"))
        assert "2 contacts that staff confirmed would lose their confirmation." in told
        assert (
            "Example task force 1: (202) 555-0177 (row 2), confirmed on January 31, "
            "2026: the file changes how to reach it."
        ) in told
        assert "(row 3), confirmed on January 31, 2026: only the day is left" in told
        assert "555-0179" not in told
    press_approve(second, batch)

    days = ContactChannel.objects.order_by("slug").values_list("verified_on", flat=True)
    assert [day and str(day) for day in days] == [None, None, "2026-03-01"]


def test_nothing_is_said_where_no_check_is_lost(author, second, confirmed):
    rows = [row | {"name": "Duty desk"} for row in confirmed]

    page = upload(author, as_file(CONTACTS, rows), CONTACT_LIST)

    assert "To change: 3." in words(page)
    assert page.find(class_="help-warning") is None
