"""Static files are compressed once, and cached by browsers forever."""

import gzip

import brotli
import pytest
from django.core.management import call_command
from django.test import Client

STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
WORDS = "a { color: teal } " * 50


@pytest.fixture
def collected(settings, tmp_path):
    """Collect one style sheet as production collects all of them."""
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "site.css").write_text(WORDS)
    settings.STATICFILES_DIRS = [tmp_path / "from"]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": STORAGE}}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "static"


def test_files_lie_there_packed(collected):
    names = sorted(path.name for path in collected.glob("site.*.css*"))

    plain, packed, zipped = names
    assert (packed, zipped) == (f"{plain}.br", f"{plain}.gz")
    assert brotli.decompress((collected / packed).read_bytes()).decode() == WORDS
    assert gzip.decompress((collected / zipped).read_bytes()).decode() == WORDS


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_browsers_keep_them_for_good(collected, encoding):
    (path,) = collected.glob("site.*.css")

    got = Client().get(f"/static/{path.name}", headers={"Accept-Encoding": encoding})

    assert got.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert got.headers["Content-Encoding"] == encoding
    assert got.headers["Vary"] == "Accept-Encoding"
    assert "Access-Control-Allow-Origin" not in got.headers
    got.getvalue()


def test_name_that_may_come_back_is_kept_for_a_minute(collected):
    got = Client().get("/static/site.css")

    assert got.headers["Cache-Control"] == "max-age=60, public"
    got.getvalue()
