"""What happens to a check when its contact is edited."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.timezone import localdate as today

from regions.models import ContactChannel, Trust
from tests.factories import (
    NationalLineFactory,
)
from tests.verification.steps import DAY, edit, form_data

pytestmark = pytest.mark.django_db


def test_new_day_is_signed_by_whoever_enters_it(admin, checked):
    edit(admin, checked, verified_on=str(today()))

    assert checked.verified_on == today()
    assert checked.verified_by == "editor"
    assert checked.review_due == today() + 90 * DAY


def test_day_of_a_new_contact_is_signed_too(admin, contact):
    edit(admin, contact, verified_on=str(today()))

    assert contact.verified_by == "editor"
    assert contact.review_due == today() + 90 * DAY


@pytest.mark.parametrize("day", ["a new day", "the same day"])
def test_name_is_that_of_the_account_whatever_a_form_sends(admin, checked, day):
    change = {"verified_on": str(today())} if day == "a new day" else {}
    signed = "editor" if change else checked.verified_by

    edit(admin, checked, verified_by="Alex Example", **change)

    assert checked.verified_by == signed


def test_new_day_keeps_a_chosen_review(admin, checked):
    edit(admin, checked, verified_on=str(today()), review_due=str(today() + 7 * DAY))

    assert checked.review_due == today() + 7 * DAY


def test_check_that_is_taken_back_is_gone(admin, checked):
    edit(admin, checked, verified_on="")

    assert (checked.verified_on, checked.verified_by) == (None, "")
    assert checked.review_due is None


def test_edit_of_something_else_leaves_the_check_alone(admin, checked):
    before = (checked.verified_on, checked.verified_by, checked.review_due)

    edit(admin, checked, name="Duty desk")

    assert checked.name == "Duty desk"
    assert (checked.verified_on, checked.verified_by, checked.review_due) == before


def test_name_is_shown_and_has_no_field(admin, checked):
    url = reverse(checked.snippet_viewset.get_url_name("edit"), args=[checked.pk])

    page = BeautifulSoup(admin.get(url).content, "html.parser")

    assert "Sam Example" in page.main.get_text()
    assert not page.select("[name=verified_by]")


@pytest.mark.parametrize(
    "change",
    [
        {"value": "(202) 555-0199"},
        {"hours": "9 to 5"},
        {"audience": "victims"},
        {"kind": "tty"},
    ],
)
def test_changed_contact_is_no_longer_confirmed(admin, checked, change):
    messages = edit(admin, checked, **change)

    assert checked.trust() == Trust.UNVERIFIED
    assert (checked.verified_on, checked.verified_by) == (None, "")
    assert checked.review_due is None
    assert any("no longer counts" in message for message in messages)


def test_changed_contact_that_was_checked_again_is_confirmed(admin, checked):
    messages = edit(
        admin, checked, value="(202) 555-0199", verified_on=str(today() - DAY)
    )

    assert checked.verified_on == today() - DAY
    assert checked.verified_by == "editor"
    assert not any("no longer counts" in message for message in messages)


def test_old_day_does_not_come_back_with_the_next_save_of_the_same_form(admin, checked):
    """The form autosaves drafts, and sends what it showed when it was opened."""
    url, data = form_data(admin, checked, value="(202) 555-0199")
    json = {"HTTP_ACCEPT": "application/json"}
    saved = admin.post(url, data, **json).json()
    assert saved["success"]
    assert saved["field_updates"]["verified_on"] == ""
    admin.post(url, data | {"action-publish": "1"})

    checked.refresh_from_db()
    assert checked.value == "(202) 555-0199"
    assert checked.verified_on is None


def test_name_is_not_lost_with_the_next_save_of_the_same_form(admin, checked):
    url, data = form_data(admin, checked, verified_on=str(today()))
    for publish in ({}, {"action-publish": "1"}):
        admin.post(url, data | publish)

    checked.refresh_from_db()
    assert checked.verified_by == "editor"
    assert checked.review_due == today() + 90 * DAY


def test_editor_who_publishes_the_draft_of_another_does_not_sign_for_it(admin, checked):
    ContactChannel.objects.update(verified_by="editor")  # who did so before, too
    edit(admin, checked, publish=False, verified_on=str(today()))
    other = User.objects.create_superuser("other", "o@example.org", "pass-555-0101")
    admin.force_login(other)
    edit(admin, checked, name="Duty desk")

    assert checked.name == "Duty desk"
    assert checked.verified_by == "editor"


def test_rule_holds_for_whatever_checks_the_model(checked):
    """An import has no form."""
    checked.value = "(202) 555-0199"
    checked.full_clean()

    assert (checked.verified_on, checked.review_due) == (None, None)
    assert checked.lost_check == today() - 30 * DAY


def test_dates_that_an_import_gives_are_kept(checked):
    review = checked.review_due
    checked.verified_on = today()
    checked.full_clean()

    assert (checked.verified_on, checked.review_due) == (today(), review)


def test_contact_that_was_never_public_may_still_be_put_right(contact):
    ContactChannel.objects.update(
        live=False, verified_on=today(), review_due=today() + 90 * DAY
    )
    contact.refresh_from_db()
    contact.value = "(202) 555-0199"
    contact.full_clean()

    assert contact.verified_on == today()


def test_line_is_no_longer_confirmed_when_its_number_changes(admin):
    line = NationalLineFactory(
        verified_on=today() - DAY, verified_by="Sam Example", review_due=today()
    )
    edit(admin, line, phone="1-800-555-0199", phone_dial="18005550199")

    assert line.trust() == Trust.UNVERIFIED
