"""The screens of each chapter, and the text on a screen."""

import csv
import datetime
import io
import json

from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from tests.accounts.factors import FACTORS, RIGHT, SECOND, Held, type_password
from tests.signing_in import sign_in

HOME = "/admin/"
VALUES = "/admin/snippets/stats/observation/"
SOURCES = "/admin/snippets/sources/source/"
DIFFERENCES = "/admin/snippets/sources/disagreement/"
CONTACTS = "/admin/snippets/regions/contactchannel/"
MEANINGS = "/admin/snippets/search/searchmeaning/"
OFFICES = "/admin/snippets/regions/office/"

ANSWER = "/admin/pages/{answer}/edit/"
QUESTION = "/admin/pages/{question}/edit/"
REPLACE = VALUES + "copy/{value}/"
IMPORTS = "/admin/imports/"


def example_contacts(exported):
    """Return an exported one-row list with one cell replaced."""
    header, *rows = csv.reader(io.StringIO(exported.removeprefix("\ufeff")))
    (row,) = [row for row in rows if row[header.index("id")] == "fbi-albany-phone"]
    row[header.index("hours")] = "9 to 5 (an example)"
    changed = io.StringIO()
    csv.writer(changed).writerows([header, row])
    return changed.getvalue().encode()


def upload_contacts(client, numbers=None):
    """Return what an import would change."""
    exported = client.get(CONTACTS + "export/")
    text = b"".join(exported).decode()
    upload = SimpleUploadedFile("contacts.csv", example_contacts(text))
    return client.post(CONTACTS + "import/", {"file": upload})


def somebody_with_an_app():
    user = User.objects.create_superuser("example", password=RIGHT)
    return user, Held(user)


def asked_for_second_factor(client, numbers):
    user, _ = somebody_with_an_app()
    type_password(client, user.username)
    response = client.get(SECOND)
    user.delete()
    return response


def shown_recovery_codes(client, numbers):
    user, held = somebody_with_an_app()
    sign_in(client, user, held.app.pk)
    response = client.get(FACTORS + "codes/")
    user.delete()
    return response


def asked_to_confirm(client, numbers):
    return client.post(VALUES + "reading/", {"as_published": "no number"})


def approved_for_tomorrow(client, numbers):
    page = Page.objects.get(pk=numbers["answer"]).specific
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    with transaction.atomic():  # rolled back, for the other chapters
        page.save_revision().publish()
        response = client.get(ANSWER.format(**numbers))
        transaction.set_rollback(True)
    return response


# Chapter: the account that is signed in, and the address; numbers as in `stage`.
SCREENS = {
    "site-details": [
        ("manager", HOME),
        ("manager", "/admin/snippets/site_details/sitedetails/edit/{details}/"),
        ("", "/contact/"),
    ],
    "site-search": [
        ("manager", HOME),
        ("manager", MEANINGS),
        ("manager", MEANINGS + "add/"),
        ("manager", "/admin/snippets/search/searchbestanswer/"),
        ("manager", "/admin/snippets/search/searchbestanswer/add/"),
        ("manager", "/admin/snippets/search/distresswords/"),
        ("manager", "/admin/snippets/search/distresswords/add/"),
        ("manager", "/admin/try-search/"),
    ],
    "README": [("editor", HOME)],
    "start": [
        ("", "/admin/account/login/"),
        ("", asked_for_second_factor),
        ("", shown_recovery_codes),
        ("editor", "/admin/account/"),
        ("editor", FACTORS),
        ("editor", FACTORS + "app/activate/"),
        ("editor", HOME),
        ("editor", "/admin/find/"),
        ("reviewer", HOME),
        ("manager", HOME),
        ("administrator", HOME),
        ("administrator", "/admin/groups/"),
    ],
    "update-a-figure": [
        ("editor", HOME),
        ("editor", VALUES),
        ("editor", REPLACE),
        ("editor", asked_to_confirm),
        ("manager", DIFFERENCES),
        ("manager", DIFFERENCES + "add/"),
    ],
    "correct-a-mistake": [("editor", VALUES), ("editor", REPLACE), ("editor", ANSWER)],
    "answer-a-question": [
        ("editor", "/admin/pages/{home}/"),
        ("editor", "/admin/pages/{answers}/"),
        ("editor", ANSWER),
    ],
    "cite-a-source": [
        ("editor", ANSWER),
        ("editor", "/admin/citation_chooser/"),
        ("editor", "/admin/citation_chooser/chosen/{source}/"),
    ],
    "figure-in-a-sentence": [
        ("editor", ANSWER),
        ("editor", "/admin/snippets/choose/stats/statistic/"),
    ],
    "choose-a-drawing": [
        ("editor", "/admin/pages/{threat}/edit/"),
        ("editor", "/admin/pages/{about}/edit/"),
    ],
    "home-page": [
        ("editor", "/admin/pages/{home}/edit/"),
    ],
    "add-a-source": [
        ("editor", SOURCES),
        ("editor", SOURCES + "add/"),
        ("manager", SOURCES + "edit/{source}/"),
    ],
    "contacts": [
        ("contacts", "/admin/contacts-due/"),
        ("contacts", "/admin/contacts-due/confirm/?item=contactchannel:{contact}"),
        ("contacts", CONTACTS + "edit/{contact}/"),
        ("manager", OFFICES + "edit/{office}/"),
        ("administrator", "/admin/users/edit/{user}/"),
    ],
    "import-contacts": [
        ("reviewer", HOME),
        ("contacts", CONTACTS),
        ("contacts", CONTACTS + "import/"),
        ("contacts", upload_contacts),
        ("contacts", IMPORTS + "{batch}/"),
        ("reviewer", IMPORTS + "{batch}/"),
    ],
    "review": [
        ("reviewer", HOME),
        ("reviewer", VALUES + "edit/{draft}/"),
        ("reviewer", "/admin/pages/{answer}/history/"),
    ],
    "undo": [
        ("editor", "/admin/pages/{answer}/history/"),
        ("editor", ANSWER),
        ("editor", VALUES + "edit/{draft}/"),
        ("reviewer", ANSWER),
        ("manager", "/admin/redirects/"),
    ],
    "schedule": [("editor", ANSWER), ("reviewer", approved_for_tomorrow)],
    "find-what-needs-work": [
        ("editor", HOME),
        ("editor", "/admin/reports/age-of-figures/"),
        ("editor", ANSWER),
    ],
}

# What an element says by itself, though it is no text.
SAYING = ("aria-label", "placeholder", "title", "value")


def words_on(response):
    """Return each label, button, heading, menu item and choice of a screen in full."""
    text = response.content.decode()
    if response["Content-Type"] == "application/json":  # a window of the admin
        return strings(text)
    # The parser does not read templates, in which Wagtail keeps its dialogs.
    text = text.replace("<template", "<div")
    page = BeautifulSoup(text, "html.parser")
    found = set()
    for script in page.find_all("script"):
        if script.get("id") == "wagtail-sidebar-props":
            found |= strings(script.string)
        script.extract()
    for element in page.find_all(True):
        found |= said_by(element)
    return found - {""}


def said_by(element):
    is_label = len(element.find_all(True)) < 12  # the text of a whole page is none
    found = {plain(element.get_text(" "))} if is_label else set()
    for name, value in element.attrs.items():
        if name in SAYING:
            found.add(plain(value))
        elif isinstance(value, str) and value[:1] in "[{":
            found |= strings(value)
    return found


def plain(text):
    """Strip whitespace, a field's asterisk, a tab's error count."""
    return " ".join(text.split()).removesuffix("*").removesuffix("( )").strip()


def strings(text):
    """Return the texts inside JSON, from which scripts build menus and blocks."""
    try:
        todo = [json.loads(text)]
    except (TypeError, ValueError):
        return set()
    found = set()
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            # A block's form is HTML inside of JSON.
            is_html = each.lstrip().startswith("<")
            found |= words_on_html(each) if is_html else {plain(each)}
        elif isinstance(each, dict):
            todo += each.values()
        elif isinstance(each, list):
            todo += each
    return found


def words_on_html(text):
    page = BeautifulSoup(text, "html.parser")
    return {plain(element.get_text(" ")) for element in page.find_all(True)}
