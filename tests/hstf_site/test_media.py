"""Uploaded files: pictures for all, documents only through their own address."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from hstf_site.caching import FOR_EVERYBODY


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    storage = FileSystemStorage(location=tmp_path)
    for name in (
        "images/a.png",
        "images/a.webp",
        "images/0123456789ab/a.png",
        "documents/a.txt",
        "original_images/a.png",
    ):
        storage.save(name, ContentFile(b"content"))


@pytest.mark.usefixtures("uploads")
def test_resized_picture_is_sent(client):
    response = client.get("/media/images/a.png")

    assert response.getvalue() == b"content"


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize(
    ("path", "kind"), [("images/a.png", "image/png"), ("images/a.webp", "image/webp")]
)
def test_picture_says_what_it_is(client, path, kind):
    response = client.get(f"/media/{path}")

    assert response.headers["Content-Type"] == kind
    response.getvalue()  # sends the file, and closes it


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize(
    ("path", "how_long"),
    [
        ("images/0123456789ab/a.png", "public, max-age=31536000, immutable"),
        ("images/a.png", FOR_EVERYBODY),
    ],
)
def test_copy_named_after_its_contents_is_kept_for_good(client, path, how_long):
    response = client.get(f"/media/{path}")

    assert response.headers["Cache-Control"] == how_long
    response.getvalue()


@pytest.mark.usefixtures("uploads")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "documents/a.txt",
        "images/../documents/a.txt",
        "./documents/a.txt",
        "original_images/a.png",
        "x" * 300,
        "../secret_key",
    ],
)
def test_everything_else_is_not_found(client, path):
    assert client.get(f"/media/{path}").status_code == 404
