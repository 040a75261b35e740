"""A form that the database fails in is kept, and nothing is half saved."""

import logging
import sqlite3
from contextlib import closing

import psycopg
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    DEFAULT_DB_ALIAS,
    OperationalError,
    connection,
    connections,
    transaction,
)
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from tests.drafts import page_form
from tests.factories import StandardPageFactory


@pytest.fixture
def db(committing):
    """The copy in which this file works, beside somebody who holds a lock."""


@pytest.fixture
def page(home):
    return StandardPageFactory(parent=home, title="Words before")


@pytest.fixture
def editing(admin, page):
    """Send the form of a page, as an editor who publishes."""
    admin.raise_request_exception = False
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = page_form(page) | {
        "title": 'Words with "marks" & <signs>',
        "action-publish": "1",
    }
    form |= {"slug": page.slug, "body-count": "0"}

    def send(**more):
        return admin.post(url, form, **more)

    return send


class Holder:
    """Somebody else, who holds what a page needs to be saved."""

    def __init__(self):
        self.connection = connection.copy()
        self.connection.set_autocommit(False)
        with self.connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE wagtailcore_revision IN EXCLUSIVE MODE")
            else:
                cursor.execute("UPDATE wagtailcore_page SET title = title")

    def let_go(self):
        self.connection.close()


@pytest.fixture
def held():
    """Hold it, while this process waits for a moment only."""
    statement = (
        "SET lock_timeout = '100ms'"
        if connection.vendor == "postgresql"
        else "PRAGMA busy_timeout = 100"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
    holder = Holder()
    yield holder
    holder.let_go()


def state():
    return (
        list(Page.objects.order_by("pk").values_list("title", "latest_revision")),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
    )


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def fields_of(form):
    return {field["name"]: field["value"] for field in form.find_all("input")}


def test_editor_reads_that_nothing_was_saved_and_sends_it_again(
    admin, page, editing, held
):
    before = state()

    response = editing()

    answer = soup(response)
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "no-store"
    assert answer.h1.text.strip() == "Nothing was saved"
    assert "Traceback" not in response.text
    assert state() == before

    held.let_go()
    form = answer.main.find("form", method="post")
    # Nothing else on the page leads away from what was typed.
    assert not answer.main.find_all("a")
    again = admin.post(form["action"], fields_of(form))

    assert again.status_code == 302
    page.refresh_from_db()
    assert page.title == 'Words with "marks" & <signs>'


def test_autosave_learns_that_nothing_was_saved(editing, held):
    before = state()

    response = editing(headers={"Accept": "application/json"})

    assert response.status_code == 503
    told = response.json()
    assert told["success"] is False
    # Wagtail shows the message only with a code that it knows.
    assert told["error_code"] == "validation_error"
    assert "nothing was saved" in told["error_message"]
    assert state() == before


def end_connections():
    """End the connection of this process, as a restart of the database does."""
    if connection.vendor != "postgresql":
        raise OperationalError("disk I/O error") from io_error()
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid]
        )


def io_error():
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    return error


@pytest.fixture
def at_publication():
    """Do something in the middle of saving, when the page has been published."""
    connected = []

    def do(action):
        def receive(**kwargs):
            action()

        page_published.connect(receive, weak=False)
        connected.append(receive)

    yield do
    for receive in connected:
        page_published.disconnect(receive)


def test_database_that_goes_away_in_the_middle_leaves_nothing_half_saved(
    editing, admin, at_publication
):
    before = state()
    at_publication(end_connections)

    response = editing()

    assert response.status_code == 503
    assert soup(response).h1.text.strip() == "Nothing was saved"
    assert state() == before
    # The first request afterwards works again.
    assert admin.get("/admin/").status_code == 200


def fail_with(sqlstate):
    raised = psycopg.errors.lookup(sqlstate)("away") if sqlstate else None
    lost = psycopg.OperationalError("the connection is lost")
    raise OperationalError("away") from (raised or lost)


@pytest.mark.parametrize(
    ("sqlstate", "heading"),
    [
        ("55P03", "Nothing was saved"),  # refused at the end by the database
        ("57014", "Nothing was saved"),
        ("57P01", "This may not have been saved"),
        (None, "This may not have been saved"),
    ],
)
def test_what_nobody_knows_is_not_claimed(
    editing, at_publication, monkeypatch, sqlstate, heading
):
    def fail_at_commit():
        wrapper = type(connections[DEFAULT_DB_ALIAS])
        real = wrapper._commit

        def commit(self):
            monkeypatch.setattr(wrapper, "_commit", real)
            fail_with(sqlstate)

        monkeypatch.setattr(wrapper, "_commit", commit)

    at_publication(fail_at_commit)

    answer = soup(editing())

    assert answer.h1.text.strip() == heading
    link = answer.main.find("a", target="_blank")
    assert bool(link) is (heading != "Nothing was saved")


def test_what_was_saved_is_not_called_lost(editing, at_publication, page):
    def fail_afterwards():
        transaction.on_commit(lambda: fail_with("55P03"))

    at_publication(fail_afterwards)

    answer = soup(editing())

    page.refresh_from_db()
    assert page.title.startswith("Words with")
    assert answer.h1.text.strip() == "This may not have been saved"


def test_file_has_to_be_chosen_again_and_the_page_says_so(admin, held):
    admin.raise_request_exception = False
    url = reverse("wagtaildocs:add")
    file = SimpleUploadedFile("a.txt", b"words")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "wagtail.documents.views.documents.CreateView.save_instance",
            lambda self: fail_with("55P03"),
            raising=False,
        )
        answer = soup(admin.post(url, {"title": "A", "file": file, "collection": 1}))

    assert "choose it again" in answer.main.text


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("/admin/account/login/", {"login": "editor", "password": "pass-555-0100"}),
        ("/admin/account/second-factor/authenticate/", {"code": "123456"}),
        ("/admin/users/add/", {"username": "new", "password1": "secret words"}),
    ],
)
def test_password_is_not_written_into_a_page(client, url, form, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.load",
        lambda self: fail_with(None),
    )
    client.cookies["sessionid"] = "a" * 32

    response = client.post(url, form)

    assert response.status_code == 503
    assert not soup(response).main.find_all("input", type="hidden")


def test_visitor_is_asked_to_come_back(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("record.downloads.asked_day", lambda asked: fail_with("57P03"))

    response = client.get("/record.csv")

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "no-store"
    assert "call 911" in response.text
    assert soup(response).main.find("a", href="/")


def test_mistake_of_ours_is_no_excuse(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("record.downloads.asked_day", lambda asked: fail_with("42P01"))

    assert client.get("/record.csv").status_code == 500


def test_log_says_why_in_one_line_a_second(client, monkeypatch, caplog):
    client.raise_request_exception = False
    now = [100.0]
    monkeypatch.setattr("hstf_site.away.time.monotonic", lambda: now[0])
    monkeypatch.setattr("record.downloads.asked_day", lambda asked: fail_with("57P03"))
    # One more for each time that a test has set up the log.
    for each in logging.getLogger("django.request").filters:
        monkeypatch.setattr(each, "logged", 0.0)

    for _ in range(3):
        client.get("/record.csv")
    now[0] += 1
    client.get("/record.csv")

    lines = [each for each in caplog.records if each.name == "django.request"]
    assert [each.getMessage() for each in lines] == [
        "Service Unavailable: /record.csv: away"
    ] * 2
    assert [each.exc_info for each in lines] == [None, None]
