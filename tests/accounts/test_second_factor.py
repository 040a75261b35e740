"""A password alone is not enough; the second factor, and how to set it up."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.accounts.factors import (
    FACTORS,
    RIGHT,
    SECOND,
    SIGN_IN,
    Held,
    code_of,
    is_in,
    type_password,
    wrong,
)
from tests.factories import StandardPageFactory, planted
from tests.signing_in import sign_in

APP = f"{FACTORS}app/activate/"
CODES = f"{FACTORS}codes/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(settings):
    """As in production."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def held(editor):
    return Held(editor)


def secret_of(client):
    return client.get(APP).context["form"].secret


def set_up_app(client):
    secret = secret_of(client)
    response = client.post(APP, {"code": code_of(secret)})
    return secret, response


# Setting it up


@pytest.mark.usefixtures("strict", "editor")
@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/users/",
        "/admin/account/",
        "/admin/api/main/pages/",
    ],
)
def test_without_a_factor_every_page_of_the_admin_leads_to_setting_it_up(client, path):
    type_password(client)

    assert client.get(path).url == FACTORS
    assert client.post(path).url == FACTORS


@pytest.mark.usefixtures("strict", "editor")
@pytest.mark.parametrize(
    "path",
    [
        FACTORS,
        APP,
        f"{FACTORS}passkeys/add/",
        f"{FACTORS}passkeys/",
        "/admin/account/password/change/",
        "/admin/account/logout/",
        "/admin/sprite/",
    ],
)
def test_what_setting_it_up_needs_is_open(client, path):
    type_password(client)

    assert client.get(path).status_code == 200


@pytest.mark.usefixtures("strict", "editor")
def test_app_is_set_up_once_and_opens_the_admin(client):
    type_password(client)

    _, response = set_up_app(client)

    assert response.url == CODES
    page = client.get(CODES)
    assert len(page.context["unused_codes"]) == 10
    assert page.context["unused_codes"][0] in page.text
    assert is_in(client)


@pytest.mark.usefixtures("strict", "editor")
def test_recovery_codes_are_shown_once(client):
    type_password(client)
    set_up_app(client)
    codes = client.get(CODES).context["unused_codes"]

    again = client.get(CODES)

    assert "Codes are shown only once" in again.text
    assert not any(code in again.text for code in codes)


@pytest.mark.usefixtures("strict", "editor")
def test_app_is_not_set_up_with_a_wrong_code(client):
    type_password(client)
    secret = secret_of(client)

    response = client.post(APP, {"code": wrong(code_of(secret))})

    assert response.status_code == 200
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_code_is_drawn_in_the_page_and_breaks_no_rule_of_it(client, editor):
    type_password(client)

    page = client.get(APP).text

    assert "<svg" in page
    assert "style=" not in page
    assert "data:" not in page


def test_secret_and_codes_are_not_readable_in_the_database(held):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert held.secret not in stored
    assert held.app.wrap().validate_code(held.code)


def test_key_of_before_still_reads_them(held, settings):
    before = settings.SECRET_KEY
    settings.SECRET_KEY = before[::-1]
    settings.SECRET_KEY_FALLBACKS = [before]

    assert held.app.wrap().validate_code(held.code)


def test_it_is_offered_where_it_is_not_required(client, editor):
    type_password(client)

    assert FACTORS in client.get("/admin/").text


# Signing in with it


@pytest.mark.parametrize("required", [True, False])
def test_password_alone_gives_no_session(client, held, settings, required):
    settings.REQUIRE_SECOND_FACTOR = required

    assert type_password(client).url == SECOND
    assert not is_in(client)
    assert client.get(FACTORS).url.startswith(SIGN_IN)


@pytest.mark.usefixtures("strict")
def test_password_and_code_open_the_admin(client, held):
    type_password(client)

    assert client.post(SECOND, {"code": held.code}).url == "/admin/"
    assert is_in(client)


@pytest.mark.usefixtures("strict")
def test_code_opens_the_admin_only_once(client, held):
    code = held.code
    type_password(client)
    client.post(SECOND, {"code": code})
    thief = Client()
    type_password(thief)

    assert thief.post(SECOND, {"code": code}).status_code == 200
    assert not is_in(thief)


@pytest.mark.usefixtures("strict")
def test_each_recovery_code_opens_the_admin_once(held):
    for code in held.codes[:2]:
        browser = Client()
        type_password(browser)
        browser.post(SECOND, {"code": code})
        assert is_in(browser)

    for code in held.codes[:2]:
        browser = Client()
        type_password(browser)
        response = browser.post(SECOND, {"code": code})
        assert "was used before" in response.text
        assert not is_in(browser)


@pytest.mark.usefixtures("strict", "held")
@pytest.mark.parametrize("data", [{"code": ""}, {}, {"credential": "{}"}])
def test_nothing_is_no_second_factor(client, data):
    type_password(client)
    client.post(SECOND, data)

    assert not is_in(client)


@pytest.mark.usefixtures("strict", "held")
@pytest.mark.parametrize(
    "credential", ["", "[]", "{}", "1", '{"response": {"userHandle": 1}}', "no json"]
)
def test_made_up_passkey_is_refused(client, credential):
    client.get(f"{FACTORS}passkeys/login/", headers={"accept": "application/json"})

    response = client.post(f"{FACTORS}passkeys/login/", {"credential": credential})

    assert response.url == SIGN_IN
    assert not is_in(client)


@pytest.mark.usefixtures("strict")
def test_new_password_by_mail_does_not_go_around_it(client, held, editor):
    words = "five quiet-words 0100"
    editor.set_password(words)
    editor.save()

    assert type_password(client, "editor", words).url == SECOND
    assert not is_in(client)


# Sessions without it


def test_session_from_before_the_factor_was_set_up_ends(client, editor):
    sign_in(client, editor)
    assert is_in(client)
    Held(editor)

    assert client.get("/admin/").url.startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_session_without_the_factor_cannot_take_it_away(client, editor, held):
    sign_in(client, editor)

    response = client.post(f"{FACTORS}app/deactivate/")

    assert response.url.startswith(SIGN_IN)
    assert Authenticator.objects.filter(pk=held.app.pk).exists()


def test_session_whose_factor_was_taken_away_ends(client, editor, held):
    sign_in(client, editor, held.app.pk)
    assert is_in(client)
    held.app.delete()
    Held.__init__(held, User.objects.create_user("other"))
    Authenticator.objects.filter(user__username="other", type="totp").update(
        user=editor
    )

    assert client.get("/admin/").url.startswith(SIGN_IN)


def test_factor_of_another_account_proves_nothing(client, editor, held):
    other = User.objects.create_superuser("other", password=RIGHT)
    sign_in(client, other, held.app.pk)
    Held(other)

    assert client.get("/admin/").url.startswith(SIGN_IN)


@pytest.mark.parametrize("has_factor", [True, False])
def test_private_page_is_closed_to_a_session_without_it(
    client, editor, home, settings, has_factor
):
    settings.REQUIRE_SECOND_FACTOR = True
    page = planted(StandardPageFactory, home, title="Kept apart")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    if has_factor:
        held = Held(editor)
        sign_in(client, editor, held.app.pk)
        assert client.get(page.url).status_code == 200
    sign_in(client, editor)

    assert client.get(page.url).url.startswith(SIGN_IN)


def test_session_that_makes_new_recovery_codes_goes_on(client, held):
    type_password(client)
    client.post(SECOND, {"code": held.codes[0]})

    assert client.post(f"{CODES}generate/").url == CODES
    new = client.get(CODES).context["unused_codes"]

    assert not set(new) & set(held.codes)
    assert is_in(client)


@pytest.mark.usefixtures("strict")
def test_whoever_takes_the_last_factor_away_must_set_up_another(client, held):
    type_password(client)
    client.post(SECOND, {"code": held.code})

    client.post(f"{FACTORS}app/deactivate/")

    assert not Authenticator.objects.exists()
    assert client.get("/admin/").url == FACTORS


# The way back


def test_operator_takes_all_factors_away_and_ends_the_sessions(
    client, editor, held, settings, capsys, audited
):
    settings.REQUIRE_SECOND_FACTOR = True
    other = User.objects.create_superuser("other", password=RIGHT)
    kept, elsewhere = Held(other), Client()
    sign_in(elsewhere, other, kept.app.pk)
    sign_in(client, editor, held.app.pk)

    (line,) = audited(lambda: call_command("reset_second_factor", "editor"))

    assert not Authenticator.objects.filter(user=editor).exists()
    assert client.get("/admin/").url.startswith(SIGN_IN)
    assert is_in(elsewhere)
    assert (
        "recovery_codes, totp taken away, 1 sessions ended" in capsys.readouterr().out
    )
    assert line["action"] == "auth.factors_reset"
    assert line["user"] == "editor"
    assert line["factors"] == ["recovery_codes", "totp"]


def test_operator_who_mistypes_is_told_in_one_line():
    with pytest.raises(CommandError, match=r"^No account is called 'edtior'\.$"):
        call_command("reset_second_factor", "edtior")


# The log


def test_log_tells_of_second_factors(client, editor, audited):
    def visit():
        type_password(client)
        secret, _ = set_up_app(client)
        code = code_of(secret)
        client.post("/admin/logout/")
        type_password(client)
        client.post(SECOND, {"code": wrong(code)})
        client.post(SECOND, {"code": code})
        client.post(f"{CODES}generate/")
        client.post(f"{FACTORS}app/deactivate/")

    lines = audited(visit)

    assert [(line["action"], line.get("factor")) for line in lines] == [
        ("auth.login", None),
        ("auth.factor_added", "totp"),
        ("auth.factor_added", "recovery_codes"),
        ("auth.logout", None),
        ("auth.factor_failed", "totp"),
        ("auth.factor_used", "totp"),
        ("auth.login", None),
        ("auth.recovery_codes_replaced", None),
        ("auth.factor_removed", "totp"),
        ("auth.factor_removed", "recovery_codes"),
    ]
    assert {line["user"] for line in lines} == {"editor"}
