"""Confirming that a contact did not change."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate as today

from regions.models import NationalLine, Trust
from tests.factories import (
    NationalLineFactory,
)
from tests.verification.steps import CONFIRM, DAY, LIST, history, press
from verification.confirmation import SeenContact

pytestmark = pytest.mark.django_db


def test_contact_is_confirmed_in_two_clicks(admin, contact, read):
    first_click = read(LIST).select_one("tbody tr").find("a", string="Confirm")["href"]
    page = read(first_click)
    assert "(202) 555-0100" in page.main.get_text()
    assert "I checked this today" in page.main.get_text()
    response = press(admin, page)

    assert response.url == LIST
    contact.refresh_from_db()
    assert contact.verified_on == today()
    assert contact.verified_by == "editor"
    assert contact.review_due == today() + 90 * DAY
    assert contact.trust() == Trust.VERIFIED
    assert not contact.has_unpublished_changes


def test_history_says_who_confirmed_it(admin, contact, read):
    press(admin, read(f"{CONFIRM}?item={SeenContact.of(contact).short}"))

    assert history(contact) == [("regions.confirm", "editor")]
    url = reverse(contact.snippet_viewset.get_url_name("history"), args=[contact.pk])
    row = read(url).select_one("main tbody tr").get_text(" ", strip=True)
    assert "Confirmed unchanged" in row
    assert "editor" in row
    assert "draft" not in row


def test_name_is_the_full_name_if_there_is_one(admin, editor, contact, read):
    User.objects.filter(pk=editor.pk).update(first_name="Kim", last_name="Example")

    press(admin, read(f"{CONFIRM}?item={SeenContact.of(contact).short}"))

    contact.refresh_from_db()
    assert contact.verified_by == "Kim Example"


def test_many_are_confirmed_at_once(admin, contact, read):
    line = NationalLineFactory()
    boxes = read(LIST).select("tbody input[type=checkbox]")
    assert len(boxes) == 2

    page = read(f"{CONFIRM}?" + "&".join(f"item={box['value']}" for box in boxes))
    response = press(admin, page, follow=True)

    assert "2 contacts are confirmed" in response.content.decode()
    assert "Nothing is due" in response.content.decode()
    for thing in (contact, line):
        assert history(thing) == [("regions.confirm", "editor")]
        url = reverse(thing.snippet_viewset.get_url_name("history"), args=[thing.pk])
        assert "Confirmed unchanged" in read(url).select_one("main table").get_text()


def test_waiting_draft_is_neither_offered_nor_confirmed(admin, contact, read):
    contact.value = "(202) 555-0199"
    contact.save_revision()

    row = read(LIST).select_one("tbody tr")
    assert "draft" in row.get_text()
    assert not row.select("input[type=checkbox]")
    page = read(f"{CONFIRM}?item={SeenContact.of(contact).short}")
    assert "draft" in page.main.get_text()
    assert not page.select("main form")


def test_one_that_is_refused_does_not_stop_the_others(admin, contact, read):
    line = NationalLineFactory()
    keys = f"item={SeenContact.of(contact).short}&item={SeenContact.of(line).short}"
    page = read(f"{CONFIRM}?{keys}")
    contact.value = "(202) 555-0199"
    contact.save_revision()

    text = press(admin, page, follow=True).content.decode()

    assert "is confirmed. It is due again after" in text
    assert "is not confirmed. It has a draft" in text
    contact.refresh_from_db()
    line.refresh_from_db()
    assert contact.verified_on is None
    assert contact.value == "(202) 555-0100"
    assert line.verified_on == today()


def test_only_what_was_on_the_screen_is_confirmed(admin, contact, read):
    page = read(f"{CONFIRM}?item={SeenContact.of(contact).short}")
    contact.value = "(202) 555-0199"
    contact.save_revision().publish()

    text = press(admin, page, follow=True).content.decode()

    assert "It was changed after you opened the page" in text
    contact.refresh_from_db()
    assert contact.verified_on is None


def test_contact_that_is_off_the_site_is_not_confirmed(admin, contact, read):
    page = read(f"{CONFIRM}?item={SeenContact.of(contact).short}")
    contact.unpublish()

    text = press(admin, page, follow=True).content.decode()

    assert "It is not on the site" in text
    contact.refresh_from_db()
    assert contact.verified_on is None
    assert not contact.live


def test_failure_in_the_middle_leaves_nothing_half_saved(
    admin, contact, read, monkeypatch
):
    line = NationalLineFactory()
    keys = f"item={SeenContact.of(contact).short}&item={SeenContact.of(line).short}"
    page = read(f"{CONFIRM}?{keys}")

    def fail(*args, **kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr(NationalLine, "save_revision", fail)
    with pytest.raises(OSError, match="disk"):
        press(admin, page)

    contact.refresh_from_db()
    assert contact.verified_on is None
    assert history(contact) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "item=",
        "item=page:1",
        "item=contactchannel:",
        "item=contactchannel:-1",
        "item=contactchannel:99999999999999999999999",
        "item=contactchannel:%D9%A1",
        "item=contactchannel:1%00",
    ],
)
def test_nonsense_is_sent_back_to_the_list(admin, query):
    assert admin.get(f"{CONFIRM}?{query}").url == LIST
    assert admin.post(CONFIRM, query, "application/x-www-form-urlencoded").url == LIST


def test_reading_the_page_confirms_nothing(admin, contact, read):
    read(f"{CONFIRM}?item={SeenContact.of(contact)}")

    contact.refresh_from_db()
    assert contact.verified_on is None


def test_confirming_takes_a_form_of_this_site(editor, contact):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    assert (
        strict.post(CONFIRM, {"item": str(SeenContact.of(contact))}).status_code == 403
    )


def test_nobody_is_sent_to_another_site(admin, contact):
    data = {"item": str(SeenContact.of(contact)), "next": "https://example.org/"}

    assert admin.post(CONFIRM, data).url == LIST


def test_page_shows_all_that_a_check_vouches_for(admin, read):
    line = NationalLineFactory(
        text="Text TEST to 555010",
        website_url="https://tips.example.org/",
        answered_by="Example Desk",
        is_law_enforcement=False,
    )
    text = read(f"{CONFIRM}?item={SeenContact.of(line).short}").main.get_text(
        " ", strip=True
    )

    for words in (
        "1-800-555-0100",
        "Text TEST to 555010",
        "https://tips.example.org/",
        "Whom it is for Report a crime",
        "Digits to dial 18005550100",
        "Answered by Example Desk",
        "Law enforcement answers No",
        "Hours Empty",
    ):
        assert words in text


def test_contact_can_be_confirmed_from_where_it_is_edited(admin, contact, read):
    for view, args in (("list", []), ("edit", [contact.pk])):
        page = read(reverse(contact.snippet_viewset.get_url_name(view), args=args))
        links = [a["href"] for a in page.select("main a[href]") if CONFIRM in a["href"]]
        assert len(links) == 1
        assert read(links[0]).select("main form")
