"""Uploaded files: pictures for all, documents only through their own address."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    storage = FileSystemStorage(location=tmp_path)
    for name in (
        "images/a.png",
        "images/a.webp",
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
