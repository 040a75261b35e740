"""Which contacts are due, and confirming that one did not change."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate as today
from wagtail.log_actions import registry
from wagtail.test.utils.form_data import nested_form_data

from regions.models import ContactChannel, NationalLine, Trust
from regions.verification.confirmation import SeenContact
from regions.verification.due_contacts import due_keys
from tests.factories import (
    ContactChannelFactory,
    NationalLineFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/contacts-due/"
CONFIRM = "/admin/contacts-due/confirm/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def contact():
    return ContactChannelFactory(region=RegionFactory(name="Gulf"))


@pytest.fixture
def checked(contact):
    """A contact that somebody else confirmed thirty days ago."""
    contact.verified_on = today() - 30 * DAY
    contact.verified_by = "Sam Example"
    contact.review_due = contact.next_review(contact.verified_on)
    contact.first_published_at = timezone.now()
    contact.save()
    return contact


def history(contact):
    return list(
        registry.get_logs_for_instance(contact)
        .order_by("timestamp", "pk")
        .values_list("action", "user__username")
    )


def form_data(admin, contact, **changes):
    """What the form of this contact would send, as it stands on the screen."""
    url = reverse(contact.snippet_viewset.get_url_name("edit"), args=[contact.pk])
    form = admin.get(url).context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() is not None
    }
    return url, nested_form_data(data | changes)


def edit(admin, contact, publish=True, **changes):
    url, data = form_data(admin, contact, **changes)
    if publish:
        data["action-publish"] = "1"
    response = admin.post(url, data, follow=True)
    form = response.context.get("form")
    assert not (form and form.errors), form.errors
    contact.refresh_from_db()
    return [str(message) for message in response.context["messages"]]


# Trust follows from the date


def test_contact_is_stale_from_the_day_after_its_review(contact):
    contact.verified_on = datetime.date(2026, 1, 1)
    contact.review_due = datetime.date(2026, 4, 1)

    assert contact.trust(datetime.date(2026, 4, 1)) == Trust.VERIFIED
    assert contact.trust(datetime.date(2026, 4, 2)) == Trust.STALE


def test_due_from_the_day_after_its_review_too(contact):
    ContactChannel.objects.update(
        verified_on=datetime.date(2026, 1, 1), review_due=datetime.date(2026, 4, 1)
    )

    assert not ContactChannel.objects.due(datetime.date(2026, 4, 1))
    assert ContactChannel.objects.due(datetime.date(2026, 4, 2)).get() == contact


def test_oldest_are_due_first(contact):
    region = contact.region
    now = today()
    never = contact
    never_but_dated = ContactChannelFactory(region=region, as_of=now - 900 * DAY)
    late = ContactChannelFactory(
        region=region, verified_on=now - 100 * DAY, review_due=now - 10 * DAY
    )
    later = ContactChannelFactory(
        region=region, verified_on=now - 200 * DAY, review_due=now - 20 * DAY
    )
    ContactChannelFactory(region=region, verified_on=now, review_due=now)

    assert list(ContactChannel.objects.due()) == [later, late, never, never_but_dated]


def test_list_keeps_the_order_of_both_kinds_together(contact):
    now = today()
    for number in range(4):
        dates = {"verified_on": now - 200 * DAY, "review_due": now - number * 2 * DAY}
        ContactChannelFactory(region=contact.region, **dates)
        NationalLineFactory(**dates | {"review_due": dates["review_due"] - DAY})
    NationalLineFactory()

    for model in (ContactChannel, NationalLine):
        assert [key["pk"] for key in due_keys([model])] == [
            contact.pk for contact in model.objects.due()
        ]
    both = [key["first"] for key in due_keys([ContactChannel, NationalLine])]
    assert len(both) == 9
    assert both == sorted(both)


# The list


def test_list_says_what_is_due_and_how_far_to_trust_it(admin, contact, read):
    contact.verified_by = "Sam Example"
    contact.verified_on = datetime.date(2026, 1, 1)
    contact.review_due = datetime.date(2026, 4, 1)
    contact.source.title = "Letter of a test"
    contact.source.save()
    contact.save()
    NationalLineFactory(name="Test line", text="Text TEST to 555010")

    first, second = read(LIST).select("tbody tr")

    text = first.get_text(" ", strip=True)
    for words in (
        "Gulf",
        "Phone",
        "(202) 555-0100",
        "Letter of a test",
        "January 1, 2026",
        "by Sam Example",
        "April 1, 2026",
        "Due for a new check",
    ):
        assert words in text
    for words in (
        "Test line",
        "National line",
        "Text TEST",
        "Never",
        "Not yet confirm",
    ):
        assert words in second.get_text(" ", strip=True)


def test_list_leaves_out_what_readers_do_not_see(admin, contact, read):
    contact.live = False
    contact.save()

    assert "Nothing is due" in read(LIST).main.get_text()


def test_list_takes_as_many_queries_for_many_as_for_one(admin, contact, count_queries):
    NationalLineFactory()
    count_queries(LIST)
    few = count_queries(LIST)
    for number in range(60):
        as_of = today() - number * DAY
        ContactChannelFactory(region=RegionFactory(), as_of=as_of)
        NationalLineFactory(as_of=as_of)

    assert count_queries(LIST) == few


def test_list_is_paginated(admin, contact, read):
    for _number in range(55):
        ContactChannelFactory(region=contact.region)

    assert len(read(LIST).select("tbody tr")) == 50
    assert len(read(LIST + "?p=2").select("tbody tr")) == 6


def test_menu_leads_to_the_list(admin):
    assert LIST in admin.get("/admin/").content.decode()


# Confirming


def press(admin, page, **kwargs):
    """Send the form of a page as it stands."""
    form = page.select_one("main form[method=post]")
    data = {}
    for field in form.select("input"):
        data.setdefault(field["name"], []).append(field["value"])
    return admin.post(form["action"], data, **kwargs)


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
        "Hours Not stated",
    ):
        assert words in text


def test_contact_can_be_confirmed_from_where_it_is_edited(admin, contact, read):
    for view, args in (("list", []), ("edit", [contact.pk])):
        page = read(reverse(contact.snippet_viewset.get_url_name(view), args=args))
        links = [a["href"] for a in page.select("main a[href]") if CONFIRM in a["href"]]
        assert len(links) == 1
        assert read(links[0]).select("main form")


# Editing


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
    """The form saves drafts by itself, and sends what it showed when it was opened."""
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


def test_pages_are_sound_html(admin, contact):
    for url in (LIST, f"{CONFIRM}?item={SeenContact.of(contact).short}"):
        page = BeautifulSoup(admin.get(url).content, "html.parser")
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(page.select("h1")) == 1
        labels = [
            tag["aria-labelledby"] for tag in page.select("main [aria-labelledby]")
        ]
        assert {name for label in labels for name in label.split()} <= set(ids)
