"""Machines and hosts without a sign-in."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from tests.accounts.factors import RIGHT
from tests.factories import StandardPageFactory, planted

ONLY_FOR_ACCOUNTS = [
    "/admin",
    "/admin/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/pages/",
    "/admin/sprite/",
    "/admin/jsi18n/",
    "/admin/password_reset/",
    "/admin/account/",
    "/admin/account/login/",
    "/admin/account/password/reset/",
    "/admin/account/second-factor/passkeys/login/",
    "/admin/pages/3/edit/preview/",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/documents/authenticate_with_password/1/",
]


@pytest.fixture
def public_only(settings):
    settings.SERVE_ADMIN = False


@pytest.fixture
def apart(home):
    """Private things: two pages and two documents."""
    paths = []
    for kind in ["login", "password"]:
        page = planted(StandardPageFactory, home, title=f"Kept apart by {kind}")
        PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password=RIGHT
        )
        shelf = Collection.get_first_root_node().add_child(name=kind)
        CollectionViewRestriction.objects.create(
            collection=shelf, restriction_type=kind, password=RIGHT
        )
        document = Document.objects.create(
            title="A test", file=ContentFile(b"x", "x.txt"), collection=shelf
        )
        paths += [page.url, document.url]
    return paths


@pytest.mark.parametrize("path", ONLY_FOR_ACCOUNTS)
@pytest.mark.usefixtures("public_only")
def test_public_machine_has_no_admin(client, home, editor, path):
    response = client.get(path)
    assert response.status_code == 404
    assert not response.cookies
    data = {"login": "editor", "username": "editor", "password": RIGHT}
    response = client.post(path, data)
    assert response.status_code in {404, 405}
    assert not response.cookies


@pytest.mark.usefixtures("public_only")
def test_public_machine_has_no_admin_for_an_editor_either(admin, home):
    assert admin.get("/admin/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/search/", "/record.csv", "/robots.txt"])
@pytest.mark.usefixtures("public_only")
def test_public_machine_shows_the_site(client, admin, home, path):
    assert client.get(path).status_code == 200
    assert admin.get(path).status_code == 200


@pytest.mark.usefixtures("public_only")
def test_public_machine_asks_for_no_password(client, apart):
    for path in apart:
        assert client.get(path).status_code == 404


def test_other_machines_ask_for_it(client, apart):
    assert [client.get(path).status_code for path in apart] == [302, 302, 200, 200]


def test_admin_of_one_host_is_on_no_other(client, home, settings, apart):
    settings.ADMIN_HOST = "localhost"

    here = {"headers": {"host": "localhost:8000"}}
    assert client.get("/admin/account/login/", **here).status_code == 200
    assert client.get("/admin/", **here).status_code == 302
    for path in [*ONLY_FOR_ACCOUNTS, *apart]:
        there = {"headers": {"host": "hstf.example.org"}}
        assert client.get(path, **there).status_code == 404, path
    assert client.get("/", headers={"host": "hstf.example.org"}).status_code == 200
