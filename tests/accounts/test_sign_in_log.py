"""What the audit log says of signing in and out."""

import logging

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.test import Client

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/account/login/"

RIGHT, WRONG = "pass-555-0100", "wrong-555-0199"


def test_logging_in_and_out_is_told(client, editor, audited):
    def visit():
        client.post(
            SIGN_IN,
            {"login": "editor", "password": RIGHT, "next": "/admin/"},
        )
        client.post("/admin/logout/")

    lines = audited(visit)

    assert [(line["action"], line["user"]) for line in lines] == [
        ("auth.login", "editor"),
        ("auth.logout", "editor"),
    ]


def test_visitor_who_was_not_logged_in_logs_nothing_out(client, audited):
    assert audited(lambda: client.post("/admin/logout/")) == []


@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_failed_login_does_not_tell_whether_the_account_exists(editor, name, audited):
    def attempt():
        data = {"login": name, "password": WRONG}
        assert Client().post(SIGN_IN, data).status_code == 200

    (line,) = audited(attempt)

    assert set(line) == {"time", "action", "typed_name"}
    assert line["action"] == "auth.login_failed"
    assert line["typed_name"] == name


def test_typed_name_is_cut_and_cleaned(audited):
    name = "a\nb\x1b[31m\u202ec\x00" + "x" * 500

    (line,) = audited(
        lambda: user_login_failed.send(None, credentials={"username": name})
    )

    assert line["typed_name"] == "ab[31mc" + "x" * 143


def test_name_that_no_database_takes_is_no_error(client):
    answer = client.post(SIGN_IN, {"login": "a\x00b", "password": WRONG})

    assert answer.status_code == 200
    assert "Null characters are not allowed" in answer.content.decode()


def test_no_password_is_in_any_line(client, editor, caplog):
    with caplog.at_level(logging.INFO, logger="hstf.audit"):
        authenticate(username="editor", password=WRONG)
        client.post(SIGN_IN, {"login": "editor", "password": RIGHT})

    assert "auth.login_failed" in caplog.text
    assert WRONG not in caplog.text
    assert RIGHT not in caplog.text
