"""A full disk: conveniences are skipped, and nothing is half saved."""

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg
import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import OperationalError, connection
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Collection

from core.disk import is_full
from hstf_site.storage import CompleteFileStorage
from page_cache.page_files import PageFiles
from sources.models import CreditedImage
from tests.browser.sites import serving
from tests.factories import CreditedImageFactory, image_file
from tests.full_disk import mounted
from tests.page_cache.wsgi_site import Changes, Site, ask, cache_for

NO_ROOM = "There is no room left on the server"


@pytest.fixture
def disk(tmp_path):
    with mounted(tmp_path / "disk") as made:
        yield made


# What processes tell each other

PROCESS = """
import sys
from pathlib import Path
from page_cache.node import Node
node = Node(Path(sys.argv[1]))
before = node.read()[1]
node.learn(before + 1, node.read()[0] + 1.0, 1.0)
print(before, node.read()[1])
"""


def in_a_process(path):
    """Read, move on and read again in a process that may die."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", PROCESS, str(path)],
        cwd=site_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.returncode, done.stderr)
    before, after = map(int, done.stdout.split())
    return before, after


def test_process_outlives_a_full_disk_and_counts_for_itself(disk):
    path = disk.path / "generation"
    disk.fill()

    assert in_a_process(path) == (0, 1)
    # A file that only claims to have a length.
    path.touch()
    os.truncate(path, 32)
    assert in_a_process(path) == (0, 1)


def test_number_that_was_there_before_still_counts_on_a_full_disk(disk):
    path = disk.path / "generation"
    assert in_a_process(path) == (0, 1)

    disk.fill()

    assert in_a_process(path) == (1, 2)
    assert in_a_process(path) == (2, 3)


def test_page_is_sent_though_there_is_no_room_to_keep_it(disk, caplog):
    files = PageFiles(disk.path / "pages", "release", 2**20)
    site, generation = Site(), Changes()
    cache = cache_for(site, generation, files=files)
    disk.fill()

    assert ask(cache).body == site.body
    generation.move()
    site.body = b"new" * 1000
    assert ask(cache).body == site.body
    assert "Cannot keep pages" in caplog.text
    assert not list((disk.path / "pages").glob("*.page"))


# Uploads


@pytest.fixture
def uploads(disk, settings):
    settings.MEDIA_ROOT = str(disk.path / "media")
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "hstf_site.storage.CompleteFileStorage"}
    }
    return disk


def drawing(kilobytes):
    """Draw an image of noise, which cannot be compressed."""
    side = int((kilobytes * 1024 / 3) ** 0.5) + 1
    image = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    file = BytesIO()
    image.save(file, "PNG")
    return SimpleUploadedFile("a.png", file.getvalue())


def document(kilobytes):
    return SimpleUploadedFile("a.txt", b"words " * (kilobytes * 1024 // 6))


FORMS = {
    "images": (drawing, CreditedImage),
    "documents": (document, Document),
}


@pytest.fixture
def send(admin):
    """Send a file of 60 kilobytes with the form of its kind."""
    admin.raise_request_exception = False

    def sent(kind):
        make, _model = FORMS[kind]
        return admin.post(
            f"/admin/{kind}/add/",
            {
                "title": "A file",
                "credit": "Nobody",
                "permission": "None needed",
                "collection": Collection.get_first_root_node().pk,
                "file": make(60),
            },
        )

    return sent


@pytest.mark.parametrize("kind", FORMS)
def test_file_without_room_is_refused_at_its_field(send, uploads, kind):
    uploads.fill(leaving=32)

    answer = send(kind)

    assert answer.status_code == 200
    assert NO_ROOM in answer.text
    assert not FORMS[kind][1].objects.exists()
    assert uploads.files() == []


@pytest.mark.parametrize("kind", FORMS)
def test_disk_that_fills_up_meanwhile_leaves_nothing_half_saved(
    send, uploads, kind, monkeypatch
):
    for module in ("documents", "uploads"):
        monkeypatch.setattr(f"sources.{module}.refuse_without_room", lambda size: None)
    uploads.fill(leaving=32)

    answer = send(kind)

    assert answer.status_code == 507
    assert NO_ROOM in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert not FORMS[kind][1].objects.exists()
    assert uploads.files() == []


@pytest.mark.parametrize("kind", FORMS)
def test_file_with_room_is_taken(send, uploads, kind):
    uploads.fill(leaving=128)

    assert send(kind).status_code == 302
    assert FORMS[kind][1].objects.count() == 1


def test_file_of_another_with_the_same_name_stays(uploads):
    storage = CompleteFileStorage()
    first = storage.save("a.txt", ContentFile(b"first"))
    uploads.fill()
    large = TemporaryUploadedFile("a.txt", "text/plain", 60_000, None)
    large.write(b"x" * 60_000)
    large.seek(0)

    for content in (ContentFile(b"x" * 60_000), large):
        with pytest.raises(OSError, match="No space left"):
            storage.save("a.txt", content)

    assert uploads.files() == ["a.txt"]
    with storage.open(first) as kept:
        assert kept.read() == b"first"
    large.close()


@pytest.mark.django_db
def test_list_of_images_is_shown_without_room_for_small_copies(admin, uploads):
    CreditedImageFactory(title="Drawn", file=image_file("a.png"))
    uploads.fill()

    answer = admin.get("/admin/images/")

    assert answer.status_code == 200
    assert "Drawn" in answer.text


# The database


def full_sqlite():
    database = sqlite3.connect(":memory:")
    try:
        database.execute("PRAGMA max_page_count = 1")
        database.execute("CREATE TABLE words (word)")
        database.execute("CREATE TABLE more (word)")
    finally:
        database.close()


def full_postgres():
    raise psycopg.errors.DiskFull("could not extend file")


def full_folder():
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fill", [full_sqlite, full_postgres, full_folder])
def test_full_database_is_said_in_words(client, db, monkeypatch, fill):
    client.raise_request_exception = False

    def asked_day(asked):
        try:
            fill()
        except (sqlite3.Error, psycopg.Error) as error:
            raise OperationalError(str(error)) from error

    monkeypatch.setattr("record.downloads.asked_day", asked_day)

    answer = client.get("/record.csv")

    assert answer.status_code == 507
    assert NO_ROOM in answer.text


def status(address):
    try:
        with urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


def test_what_sqlite_holds_is_read_on_a_full_disk(
    tmp_path, django_db_setup, django_db_blocker
):
    if connection.vendor != "sqlite":
        pytest.skip("another database keeps its files elsewhere")
    with (
        mounted(tmp_path / "disk", kilobytes=16_000) as disk,
        closing(sqlite3.connect(disk.path / "db.sqlite3")) as copied,
    ):
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(copied)
        copied.close()
        with serving(disk.path, tmp_path / "log") as address:
            assert status(f"{address}/nothing/") == 404
            disk.fill()

            # No page of these is kept, so each is looked for in the database.
            assert status(f"{address}/nothing/") == 404
            assert status(f"{address}/nothing/else/") == 404
            assert status(f"{address}/search/?q=words") == 200


def test_other_failures_are_not_called_so():
    assert not is_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_full(OperationalError("no such table"))
