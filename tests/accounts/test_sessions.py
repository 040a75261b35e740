"""How long a session lasts, and what requires authenticating again."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from hstf_site.caching import keep_pages
from tests.accounts.factors import RIGHT, Held, is_in, type_password
from tests.signing_in import sign_in

MINUTE, HOUR = 60, 3600
AGAIN = "/admin/account/reauthenticate/"

pytestmark = pytest.mark.django_db


def test_session_ends_with_the_browser(client, editor):
    type_password(client)

    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"] is True


@pytest.mark.parametrize(("hours", "lasts"), [(7.9, True), (8.1, False)])
def test_session_ends_after_a_working_day(client, editor, hours, lasts):
    sign_in(client, editor, ago=hours * HOUR)

    assert is_in(client) is lasts


def test_new_proof_does_not_lengthen_the_session(client, editor):
    sign_in(client, editor, ago=7.9 * HOUR)
    client.post(AGAIN, {"password": RIGHT})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= HOUR
    session.save()

    assert not is_in(client)


def test_page_cache_knows_the_cookie_of_a_session(settings):
    settings.SESSION_COOKIE_NAME = "__Host-session"

    assert keep_pages(lambda *given: []).policy.session_cookie == "__Host-session"


def guarded(editor):
    group = Group.objects.create(name="A group of a test")
    return [
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[editor.pk]),
        reverse("wagtailusers_users:delete", args=[editor.pk]),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        reverse("wagtailusers_groups:delete", args=[group.pk]),
        reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
        + f"?id={editor.pk}",
    ]


def test_changing_accounts_asks_who_is_there(client, editor):
    sign_in(client, editor, ago=16 * MINUTE)

    for path in guarded(editor):
        assert client.get(path).url.startswith(f"{AGAIN}?next=/admin/")
        assert client.post(path).url.startswith(f"{AGAIN}?next=/admin/")


def test_soon_after_the_login_it_does_not_ask(client, editor):
    User.objects.create_superuser("other")
    sign_in(client, editor, ago=14 * MINUTE)

    for path in guarded(editor):
        response = client.get(path)
        assert not response.get("Location", "").startswith(AGAIN), path


def test_nothing_is_saved_before_the_new_proof(client, editor):
    sign_in(client, editor, ago=16 * MINUTE)
    data = {
        "username": "intruder",
        "email": "intruder@example.org",
        "first_name": "I",
        "last_name": "N",
        "password1": RIGHT,
        "password2": RIGHT,
        "is_superuser": "on",
    }
    path = reverse("wagtailusers_users:add")

    response = client.post(path, data)

    assert not User.objects.filter(username="intruder").exists()
    assert "Nothing was saved" in client.get(response.url).text
    assert client.post(response.url, {"password": RIGHT}).url == path
    client.post(path, data)
    assert User.objects.filter(username="intruder").exists()


def test_wrong_password_is_no_new_proof(client, editor):
    sign_in(client, editor, ago=16 * MINUTE)

    response = client.post(AGAIN, {"password": "not the password"})

    assert "The password is not right" in response.text
    assert client.get(reverse("wagtailusers_users:add")).status_code == 302


def test_code_is_a_new_proof_as_well(client, editor):
    held = Held(editor)
    sign_in(client, editor, held.app.pk, ago=16 * MINUTE)
    path = reverse("wagtailusers_users:add")

    again = client.get(client.get(path).url)
    assert "/second-factor/reauthenticate/" in again.text
    assert "Type a code" in again.text
    client.post("/admin/account/second-factor/reauthenticate/", {"code": held.code})

    assert client.get(path).status_code == 200


def test_reading_the_lists_and_other_work_does_not_ask(client, editor):
    sign_in(client, editor, ago=16 * MINUTE)

    for path in [
        "/admin/",
        "/admin/pages/",
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_groups:index"),
    ]:
        assert client.get(path).status_code == 200


def test_factors_are_not_changed_without_a_new_proof(client, editor):
    held = Held(editor)
    sign_in(client, editor, held.app.pk, ago=16 * MINUTE)

    for path in ["app/deactivate/", "passkeys/add/", "codes/", "codes/generate/"]:
        response = client.get(f"/admin/account/second-factor/{path}")
        assert response.url.startswith(AGAIN), path
