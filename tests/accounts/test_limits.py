"""Rate limits on guessing: by name, by address, whatever a request claims."""

import pytest
from django.contrib.auth.models import User

from tests.accounts.factors import (
    FACTORS,
    RIGHT,
    SECOND,
    Held,
    is_in,
    type_password,
    wrong,
)
from tests.signing_in import sign_in

WRONG = "not the password"
FOR_ONE_NAME, FROM_ONE_ADDRESS = 5, 10
RESET = "/admin/account/password/reset/"

pytestmark = pytest.mark.django_db


def guess(client, times, name="editor", **more):
    """Return the last of this many responses to a wrong password."""
    for _ in range(times):
        response = type_password(client, name, WRONG, **more)
    return response


def guess_many_names(client, times, **more):
    for number in range(times):
        response = type_password(client, f"name-{number}", WRONG, **more)
    return response


def test_sixth_attempt_for_one_name_is_not_even_looked_at(client, editor, audited):
    assert guess(client, FOR_ONE_NAME).status_code == 200

    (line,) = audited(lambda: type_password(client))

    assert line["action"] == "auth.locked_out"
    assert line["typed_name"] == "editor"
    assert not is_in(client)


def test_locked_out_visitor_reads_why_and_how_long(client, editor):
    response = guess(client, FOR_ONE_NAME + 1)

    assert response.status_code == 429
    assert "Wait five minutes" in response.text
    assert "public" not in response["Cache-Control"]


@pytest.mark.parametrize("name", ["editor", "EDITOR", " editor "])
def test_name_is_the_same_however_it_is_written(client, editor, name):
    guess(client, FOR_ONE_NAME)

    assert type_password(client, name).status_code == 429


def test_name_that_nobody_has_is_locked_alike(client, editor):
    assert guess(client, FOR_ONE_NAME, "nobody").status_code == 200
    assert guess(client, 1, "nobody").status_code == 429


def test_lock_of_one_name_is_no_lock_of_another(client, editor):
    User.objects.create_superuser("other", password=RIGHT)
    guess(client, FOR_ONE_NAME + 1)

    assert type_password(client, "other").url == "/admin/"


def test_right_password_in_between_gives_no_new_attempts(client, editor):
    for _ in range(FOR_ONE_NAME):
        type_password(client, "editor", WRONG)
        type_password(client)
        client.post("/admin/logout/")

    assert type_password(client).status_code == 429


def test_address_that_tries_many_names_is_locked_out(client):
    assert guess_many_names(client, FROM_ONE_ADDRESS).status_code == 200
    assert guess(client, 1).status_code == 429


def test_header_that_anybody_can_send_gives_no_new_attempts(client):
    for number in range(FROM_ONE_ADDRESS + 1):
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": "203.0.113.9"}
        response = type_password(client, f"name-{number}", WRONG, headers=forged)

    assert response.status_code == 429


def test_behind_a_proxy_only_what_it_added_tells_who_asks(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def asks(number, address):
        told = {"X-Forwarded-For": f"198.51.100.{number}, {address}"}
        return type_password(client, f"name-{number}", WRONG, headers=told)

    for number in range(FROM_ONE_ADDRESS):
        assert asks(number, "203.0.113.1").status_code == 200

    assert asks(99, "203.0.113.1").status_code == 429
    assert asks(99, "203.0.113.2").status_code == 200


def test_neighbors_in_one_network_count_as_one(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(FROM_ONE_ADDRESS + 1):
        told = {"X-Forwarded-For": f"2001:db8::{number:x}"}
        response = type_password(client, f"name-{number}", WRONG, headers=told)

    assert response.status_code == 429


def test_wrong_codes_are_counted_for_the_account(client, editor, audited):
    held = Held(editor)
    type_password(client)

    def attempts():
        for _ in range(FOR_ONE_NAME):
            data = {"code": wrong(held.code)}
            assert client.post(SECOND, data).status_code == 200

    lines = audited(attempts)

    assert [line["action"] for line in lines] == ["auth.factor_failed"] * FOR_ONE_NAME
    assert client.post(SECOND, {"code": held.code}).status_code == 429
    assert not is_in(client)


def test_wrong_codes_while_an_app_is_set_up_are_counted(client, editor):
    type_password(client)
    secret_code = {"code": "no"}
    for _ in range(FOR_ONE_NAME):
        client.post(f"{FACTORS}app/activate/", secret_code)

    assert client.post(f"{FACTORS}app/activate/", secret_code).status_code == 429


def test_new_proof_is_no_way_around_the_limit(client, editor):
    sign_in(client, editor)
    for _ in range(FOR_ONE_NAME):
        client.post("/admin/account/reauthenticate/", {"password": WRONG})

    response = client.post("/admin/account/reauthenticate/", {"password": RIGHT})

    assert response.status_code == 429


def test_nobody_is_flooded_with_mails(client, editor):
    for _ in range(5):
        assert client.post(RESET, {"email": "editor@example.org"}).status_code == 302

    assert client.post(RESET, {"email": "EDITOR@example.org"}).status_code == 429


def test_reading_the_form_is_no_attempt(client):
    for _ in range(40):
        assert client.get("/admin/account/login/").status_code == 200
