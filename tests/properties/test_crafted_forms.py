"""Crafted forms: rejected with a message, and nothing of them is saved."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from core.content_state import MAX_RANGES
from faq.models import QuestionPage
from news.models import NewsPage
from tests.properties.test_editors import fields_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]

BODY = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}


def text(words="Words here", data=None, **values):
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0} | values
    entities = {}
    if data:
        entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": data}}
        block["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
    return json.dumps({"blocks": [block], "entityMap": entities})


@pytest.fixture
def form(admin):
    """Return a function that submits a response's form with other values."""
    page = QuestionPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    unchanged = fields_of(BeautifulSoup(admin.get(url).content, "html.parser"))

    def send(**values):
        values = {name.replace("__", "-"): value for name, value in values.items()}
        return admin.post(url, unchanged | values)

    send.page, send.url, send.client = page, url, admin
    return send


def answer(value):
    return {**BODY, "body-0-type": "text", "body-0-value": value}


@pytest.mark.parametrize(
    "sent",
    [
        {"citations-TOTAL_FORMS": "99999999"},
        {"citations-TOTAL_FORMS": "400"},
        {"citations-TOTAL_FORMS": "abc"},
        {"citations-TOTAL_FORMS": "-1"},
        {"citations-TOTAL_FORMS": "9" * 5_000},
        {"citations-INITIAL_FORMS": "99999999"},
        {"citations-INITIAL_FORMS": "²"},
        {"citations-TOTAL_FORMS": "1"},
        {
            "citations-TOTAL_FORMS": "1",
            "citations-INITIAL_FORMS": "1",
            "citations-0-id": "abc",
        },
        {"body-count": "abc"},
        {"body-count": "-1"},
        {"body-count": ""},
        {"body-count": "99999999"},
        {"body-count": "1"},
        {**BODY, "body-0-order": "abc"},
        answer("{"),
        answer("[]"),
        answer("[" * 100_000),
        answer('{"blocks": [1]}'),
        {"workflow-action-extra-data": "{"},
        {"workflow-action-extra-data": "[[1]]"},
        {"workflow-action-extra-data": '{"user": 1}'},
        {"next": "abc"},
        {"related-id": ["1"] * 1_001},
    ],
)
def test_made_up_form_is_refused_in_words(form, sent):
    before = Revision.objects.count()

    response = form(**sent)

    assert response.status_code == 400
    words = BeautifulSoup(response.content, "html.parser").main.text
    assert "The address has signs" not in words
    assert Revision.objects.count() == before


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (text(data={"id": "abc"}), "leads nowhere"),
        (text(data={"id": "9" * 30}), "leads nowhere"),
        (
            text(
                "a" * 4_000,
                inlineStyleRanges=[
                    {"offset": start, "length": 1, "style": "BOLD"}
                    for start in range(MAX_RANGES + 1)
                ],
            ),
            "too many places in bold",
        ),
    ],
)
@pytest.mark.parametrize("action", ["", "action-publish"])
def test_text_that_can_be_mended_comes_back_with_words(form, sent, words, action):
    before = Revision.objects.count()

    response = form(**answer(sent), **({action: "1"} if action else {}))

    assert response.status_code == 200
    assert words in response.content.decode()
    assert Revision.objects.count() == before


def test_text_that_is_refused_is_said_to_who_saves_by_itself(form):
    sent = fields_of(BeautifulSoup(form.client.get(form.url).content, "html.parser"))

    response = form.client.post(
        form.url,
        sent | answer(text(data={"id": "abc"})),
        headers={"accept": "application/json"},
    )

    assert response.status_code == 400
    assert response.json()["success"] is False


def test_approval_of_what_is_no_longer_in_review_keeps_the_changes(form):
    response = form(
        **{
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "title": "Changed while somebody else approved",
            **answer(text()),
        }
    )

    assert response.status_code == 302
    saved = QuestionPage.objects.get().get_latest_revision_as_object()
    assert saved.title == "Changed while somebody else approved"
    assert "no longer in review" in form.client.get(form.url).content.decode()


# What is stored already

STORED = [
    '<p><a linktype="page" id="abc">Words</a></p>',
    f'<p><a linktype="page" id="{"9" * 30}">Words</a></p>',
    '<p><a linktype="page">Words</a></p>',
    '<p><a linktype="document" id="abc">Words</a></p>',
    '<p><a linktype="nothing" id="abc">Words</a></p>',
    '<p>Words<embed embedtype="statistic" id="abc"/></p>',
    f'<p>Words<embed embedtype="statistic" id="{"9" * 30}"/></p>',
    '<p>Words<embed embedtype="image" id="abc" format="left" alt=""/></p>',
    '<p>Words<embed embedtype="image" alt=""/></p>',
    '<p>Words<embed embedtype="media" url="nowhere"/></p>',
    "<p><b>Words</p></i></b>",
    "<b><p>Words</p></b>",
    "<li>Words</li>",
]


def store(page, body):
    """Store in the database what no form would."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {page._meta.db_table} SET body = %s WHERE page_ptr_id = %s",  # noqa: S608 - our names
            [json.dumps(body), page.pk],
        )


@pytest.mark.parametrize("html", STORED)
def test_stored_text_that_no_form_would_make_is_shown_and_can_be_edited(admin, html):
    page = NewsPage.objects.order_by("pk").first()
    store(page, [{"type": "text", "value": html, "id": "a"}])

    public = Client().get(page.get_url())
    form = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert public.status_code == 200
    assert "Words" in public.content.decode()
    assert form.status_code == 200
    assert "Words" in form.content.decode()
    sent = fields_of(BeautifulSoup(form.content, "html.parser"))
    assert sent
