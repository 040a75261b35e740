"""Guessing the password of a private page or document is rate-limited."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.accounts.factors import RIGHT
from tests.factories import StandardPageFactory, planted

FROM_ONE_ADDRESS, FROM_ALL = 5, 100

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["page", "document"])
def private(request, home):
    """Return the URL of a private object, and the one that takes its password."""
    if request.param == "page":
        page = planted(StandardPageFactory, home, title="A private page")
        kept = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password=RIGHT
        )
        return page.url, f"/_util/authenticate_with_password/{kept.pk}/{page.pk}/"
    shelf = Collection.get_first_root_node().add_child(name="Private")
    kept = CollectionViewRestriction.objects.create(
        collection=shelf, restriction_type="password", password=RIGHT
    )
    document = Document.objects.create(
        title="A test", file=ContentFile(b"x", "x.txt"), collection=shelf
    )
    return document.url, f"/documents/authenticate_with_password/{kept.pk}/"


def type_password(client, private, password, **more):
    url, form = private
    return client.post(form, {"password": password, "return_url": url}, **more)


def guess(client, private, times, **more):
    for _ in range(times):
        response = type_password(client, private, "wrong", **more)
    return response


def test_looking_at_the_form_is_no_attempt(client, private):
    for _ in range(FROM_ONE_ADDRESS + 1):
        response = client.get(private[1])

    assert response.status_code == 200


def test_sixth_guess_is_not_even_looked_at(client, private, audited):
    assert guess(client, private, FROM_ONE_ADDRESS).status_code == 200
    responses = []

    (line,) = audited(lambda: responses.append(type_password(client, private, RIGHT)))

    assert responses[0].status_code == 429
    assert "Wait five minutes" in responses[0].text
    assert "public" not in responses[0]["Cache-Control"]
    assert line["action"] == "private.locked_out"
    assert private[1] in client.get(private[0]).text


def test_guesses_from_many_addresses_end_as_well(client, private, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(FROM_ALL):
        told = {"X-Forwarded-For": f"203.0.113.{number}"}
        assert guess(client, private, 1, headers=told).status_code == 200

    told = {"X-Forwarded-For": "198.51.100.1"}
    assert type_password(client, private, RIGHT, headers=told).status_code == 429


def test_one_guesser_does_not_keep_all_others_out(client, private, settings):
    """An attempt that is not checked is not counted."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = {"X-Forwarded-For": "203.0.113.1"}
    assert guess(client, private, FROM_ALL + 1, headers=told).status_code == 429

    told = {"X-Forwarded-For": "198.51.100.1"}
    assert type_password(client, private, RIGHT, headers=told).status_code == 302


def test_one_office_comes_in_with_the_right_password_however_many_they_are(
    client, private
):
    for _ in range(FROM_ALL + 1):
        response = type_password(client, private, RIGHT)
        assert (response.status_code, response.url) == (302, private[0])

    assert private[1] not in client.get(private[0]).text


def test_reading_the_form_is_no_guess(client, private):
    for _ in range(FROM_ALL + 1):
        response = client.get(private[1])

    assert response.status_code == 200
    assert "public" not in response["Cache-Control"]


def test_what_is_not_there_is_not_found(client, db):
    assert client.post("/documents/authenticate_with_password/999/").status_code == 404
