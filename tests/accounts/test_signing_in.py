"""There is one way to sign in, and it does not reveal which accounts exist."""

import re
from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import PageViewRestriction

from accounts.adapters import AccountAdapter, post
from tests.accounts.factors import RIGHT, SIGN_IN, is_in, type_password
from tests.factories import StandardPageFactory, planted

RESET = "/admin/account/password/reset/"
OLD_WAYS_IN = ["/admin/login/", "/_util/login/"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed(monkeypatch):
    """Count how often a password is hashed."""
    counted = []
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        counted.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


def without_tokens(response):
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
    return re.sub(r'name="login" value="\w+"', "", page)


# One way in


def test_right_password_opens_the_admin(client, editor):
    response = type_password(client)

    assert response.url == "/admin/"
    assert is_in(client)


@pytest.mark.parametrize("path", OLD_WAYS_IN)
def test_right_password_elsewhere_gives_no_session(client, editor, path):
    data = {"username": "editor", "login": "editor", "password": RIGHT}

    response = client.post(path, data)

    assert response.status_code == 405
    assert not response.cookies
    assert not is_in(client)


@pytest.mark.parametrize("path", OLD_WAYS_IN)
def test_old_address_leads_on_and_keeps_where_one_was_going(client, path):
    assert client.get(path).url == SIGN_IN
    response = client.get(path, {"next": "/admin/pages/"})
    assert response.url == f"{SIGN_IN}?next={quote('/admin/pages/', safe='')}"


@pytest.mark.parametrize(
    "onwards",
    [
        "https://elsewhere.example.org/",
        "//elsewhere.example.org/",
        "/\\elsewhere.example.org",
        "http:///elsewhere.example.org",
        "https://hstf.example.org/admin/",  # ours, and yet not asked at
    ],
)
def test_nobody_is_led_to_another_website(client, editor, onwards):
    assert client.get("/admin/login/", {"next": onwards}).url == SIGN_IN
    response = client.post(
        SIGN_IN, {"login": "editor", "password": RIGHT, "next": onwards}
    )
    assert response.url == "/admin/"


def test_address_that_is_none_is_refused(client, editor):
    words = {"login": "editor", "password": RIGHT, "next": "javascript:alert(1)"}

    assert client.get("/admin/login/", words).status_code == 400
    assert client.post(SIGN_IN, words).status_code == 400
    assert "_auth_user_id" not in client.session


def test_no_view_of_wagtail_or_django_takes_a_password():
    found = set()

    def walk(patterns, prefix=""):
        for pattern in patterns:
            path = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, path)
                continue
            view = getattr(pattern.callback, "view_class", pattern.callback)
            names = {base.__module__ for base in getattr(view, "__mro__", ())}
            if "django.contrib.auth.views" in names:
                found.add(path)

    walk(get_resolver().url_patterns)

    # Each stands behind one of ours, which answers first.
    assert {path.split("<")[0] for path in found} == {
        "_util/login/",
        "admin/login/",
        "admin/logout/",
        "admin/password_reset/",
        "admin/password_reset/confirm/",
        "admin/password_reset/done/",
        "admin/password_reset/complete/",
    }


@pytest.mark.parametrize("path", ["", "confirm/MQ/set-password/", "done/", "complete/"])
def test_wagtails_own_password_reset_is_gone(client, path):
    address = f"/admin/password_reset/{path}"

    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "editor@example.org"}).status_code == 404
    assert mail.outbox == []


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "login/code/", "3rdparty/"]
)
def test_nobody_can_sign_up(client, path):
    assert client.get(f"/admin/account/{path}").status_code == 404
    assert client.post(f"/admin/account/{path}").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "mfa_trust"])
def test_pages_that_nobody_needs_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_own_page_offers_no_other_form_for_password_or_address(admin):
    page = admin.get("/admin/account/").text

    assert 'type="password"' not in page
    assert 'type="email"' not in page
    assert "/admin/account/password/change/" in page
    assert "/admin/account/second-factor/" in page


def test_private_page_leads_to_the_one_form(client, home):
    page = planted(StandardPageFactory, home, title="Kept apart")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get(page.url).url.startswith(SIGN_IN)


def test_leaving_ends_the_session(client, editor):
    type_password(client)

    assert client.post("/admin/logout/").url == SIGN_IN
    assert not is_in(client)


def test_leaving_needs_a_press_of_the_button(client, editor):
    type_password(client)

    assert client.get("/admin/logout/").status_code == 200
    assert is_in(client)


# Who is there


@pytest.mark.parametrize("name", ["editor", "nobody", "asleep"])
def test_wrong_password_gets_one_answer_for_the_same_work(client, editor, hashed, name):
    User.objects.create_user("asleep", password=RIGHT, is_active=False)
    expected = without_tokens(type_password(client, "somebody", "not the password"))
    hashed.clear()

    response = type_password(client, name, "not the password")

    assert response.status_code == 200
    assert without_tokens(response) == expected
    assert len(hashed) == 1


def test_account_that_is_switched_off_stays_out(client):
    User.objects.create_user("asleep", password=RIGHT, is_active=False)

    assert type_password(client, "asleep").url == "/admin/account/inactive/"
    assert "switched off" in client.get("/admin/account/inactive/").text
    assert not is_in(client)


def mails():
    post.submit(len, ()).result()  # waits until earlier messages are sent
    return mail.outbox


def test_forgotten_password_gets_one_answer_for_the_same_work(
    client, editor, monkeypatch
):
    rendered = []
    render = AccountAdapter.render_mail

    def counting(self, prefix, *args, **kwargs):
        rendered.append(prefix)
        return render(self, prefix, *args, **kwargs)

    monkeypatch.setattr(AccountAdapter, "render_mail", counting)

    known = client.post(RESET, {"email": "editor@example.org"})
    unknown = client.post(RESET, {"email": "nobody@example.org"})

    assert known.url == unknown.url == "/admin/account/password/reset/done/"
    assert rendered == ["account/email/password_reset_key"] * 2
    assert [message.to for message in mails()] == [["editor@example.org"]]
    assert "“" not in mail.outbox[0].subject


def link_in_mail(client):
    client.post(RESET, {"email": "editor@example.org"})
    (message,) = mails()
    return re.search(r"http://testserver(\S+)", message.body).group(1)


def test_link_in_the_mail_sets_a_password_and_signs_nobody_in(client, editor):
    form = client.get(link_in_mail(client)).url
    assert client.get(form).status_code == 200
    words = "five quiet-words 0100"

    response = client.post(form, {"password1": words, "password2": words})

    assert response.url == "/admin/account/password/reset/key/done/"
    assert not is_in(client)
    assert type_password(client, password=words).url == "/admin/"


def test_link_for_an_address_that_was_changed_since_is_void(client, editor):
    link = link_in_mail(client)
    editor.email = "other@example.org"
    editor.save()

    assert "no longer works" in client.get(link).text


def test_former_address_gets_no_link(client, editor):
    link_in_mail(client)
    mail.outbox.clear()
    editor.email = "other@example.org"
    editor.save()

    client.post(RESET, {"email": "editor@example.org"})

    assert mails() == []


def test_site_without_mail_offers_none(client, settings):
    assert "Forgotten password?" in client.get(SIGN_IN).text
    settings.MAILS_FORGOTTEN_PASSWORDS = False

    assert "Forgotten password?" not in client.get(SIGN_IN).text
    assert client.get(RESET).status_code == 404
    assert client.post(RESET, {"email": "editor@example.org"}).status_code == 404


# Passwords


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("short-0100", "at least 12 characters"),
        ("1qaz2wsx3edc", "too common"),
        ("editor@example", "too similar"),
        ("555010055501", "entirely numeric"),
    ],
)
def test_weak_password_is_refused(client, editor, words, reason):
    type_password(client)

    response = client.post(
        "/admin/account/password/change/",
        {"oldpassword": RIGHT, "password1": words, "password2": words},
    )

    assert response.status_code == 200
    assert reason in response.text


def test_changed_password_ends_other_sessions(client, editor):
    elsewhere = Client()
    type_password(elsewhere)
    type_password(client)
    words = "five quiet-words 0100"

    client.post(
        "/admin/account/password/change/",
        {"oldpassword": RIGHT, "password1": words, "password2": words},
    )

    assert is_in(client)
    assert not is_in(elsewhere)
