"""Static files are compressed once, and cached by browsers forever."""

import gzip
import os
from contextlib import closing

import brotli
import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory

from hstf_site.static_files import SharedStaticFilesStorage, StaticFilesMiddleware
from tests.deploy.programs import Got

STORAGE = "hstf_site.static_files.SharedStaticFilesStorage"
WORDS = "a { color: teal } " * 50


def collect(folder, words):
    """Collect one style sheet as production collects all of them; return its name."""
    (folder / "from" / "site.css").write_text(words)
    storages._storages.clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    return SharedStaticFilesStorage().stored_name("site.css")


def let_days_pass(folder, days):
    for path in folder.rglob("*.*"):
        at = path.stat().st_mtime_ns - days * 24 * 60 * 60 * 10**9
        os.utime(path, ns=(at, at))


@pytest.fixture
def release(settings, tmp_path):
    """Work in the folder of a release, so that others can be collected."""
    (tmp_path / "from").mkdir()
    settings.STATICFILES_DIRS = [tmp_path / "from"]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": STORAGE}}
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.BASE_DIR = tmp_path / "2026-11-30"

    def collect_as(name, words):
        settings.BASE_DIR = tmp_path / name
        return collect(tmp_path, words)

    return collect_as


@pytest.fixture
def collected(release, tmp_path):
    release("2026-11-30", WORDS)
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


# Several releases


class Process:
    """A process that began now, and finds nothing but static files."""

    def __init__(self):
        self.files = StaticFilesMiddleware(lambda request: HttpResponse(status=404))

    def get(self, name):
        with closing(self.files(RequestFactory().get(f"/static/{name}"))) as got:
            headers = {key.lower(): value for key, value in got.items()}
            return Got(got.status_code, headers, got.getvalue())

    def status(self, name):
        return self.get(name).status


def test_process_of_the_release_before_knows_the_new_style_sheet(release):
    earlier = release("one", "a { color: teal }")
    process = Process()
    assert process.status(earlier) == 200

    later = release("two", "a { color: navy }")
    got = process.get(later)

    assert got.body == b"a { color: navy }"
    assert got.headers["cache-control"] == "max-age=315360000, public, immutable"


def test_process_of_the_new_release_knows_the_style_sheet_before(release):
    earlier = release("one", "a { color: teal }")
    release("two", "a { color: navy }")

    got = Process().get(earlier)

    assert got.body == b"a { color: teal }"
    assert got.headers["cache-control"] == "max-age=315360000, public, immutable"


def test_nothing_else_is_looked_for(collected, tmp_path):
    process = Process()
    assert process.status("site.css") == 200
    (tmp_path / "secret.0123456789ab.css").write_text("secret")
    (collected / "late.css").write_text("late")
    (collected / "folder.0123456789ab.css").mkdir()

    for name in (
        "late.css",
        "folder.0123456789ab.css",
        "none.0123456789ab.css",
        "../secret.0123456789ab.css",
        "/secret.0123456789ab.css",
        f"{tmp_path}/secret.0123456789ab.css",
        f"{'x' * 300}.0123456789ab.css",
    ):
        assert process.status(name) == 404, name


@pytest.mark.parametrize("names", [["one", "two", "three"], ["same"] * 3])
def test_style_sheet_stays_for_a_week_after_the_next_release(release, tmp_path, names):
    static = tmp_path / "static"
    first = release(names[0], "a { color: teal }" * 9)
    let_days_pass(static, 90)
    second = release(names[1], "a { color: navy }" * 9)
    let_days_pass(static, 6)
    third = release(names[2], "a { color: lime }" * 9)

    assert all((static / name).exists() for name in (first, second, third))

    let_days_pass(static, 2)
    release(names[2], "a { color: lime }" * 9)

    left = {path.name for path in static.glob("site.*.css*")}
    assert left == {
        f"{name}{packed}" for name in (second, third) for packed in ("", ".br", ".gz")
    }


def test_release_that_is_put_back_keeps_its_style_sheet(release, tmp_path):
    first = release("one", "a { color: teal }")
    release("two", "a { color: navy }")
    let_days_pass(tmp_path / "static", 30)

    assert release("one", "a { color: teal }") == first
    let_days_pass(tmp_path / "static", 30)
    release("one", "a { color: teal }")

    assert (tmp_path / "static" / first).exists()


def test_only_names_made_from_content_are_removed(collected):
    (collected / "mine.txt").write_text("kept")
    (collected / "odd.0123456789ab.css").write_text("of nobody")
    let_days_pass(collected, 30)

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (collected / "mine.txt").exists()
    assert not (collected / "odd.0123456789ab.css").exists()


def test_style_sheet_that_was_removed_meanwhile_is_not_found(collected):
    process = Process()
    (path,) = collected.glob("site.*.css")
    assert process.status(path.name) == 200
    for each in collected.glob("site.*"):
        each.unlink()

    assert process.status(path.name) == 404


def test_each_release_has_its_own_list(release, settings, tmp_path):
    """A process that restarts after the next one was collected still knows its own."""
    first = release("one", "a { color: teal }")
    second = release("two", "a { color: navy }")

    assert SharedStaticFilesStorage().stored_name("site.css") == second
    settings.BASE_DIR = tmp_path / "one"
    assert SharedStaticFilesStorage().stored_name("site.css") == first
