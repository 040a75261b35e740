"""The real site, served for a browser: copies of it, each in its own folder.

* seeded: the content of `fixtures/`.
* staffed: the same, and an editor who can log in.
* locked: the same as staffed; a test locks its database.
* office: the same, and somebody who may do everything.
* odd: the same, and then the oddest things that an editor can enter (`odd_site.py`).
* guarded: the same, two editors, and no admin without a second factor.
* official: the same on a government host, with all site details filled in.
* broken: an empty database, so that every address gives the error page.
"""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
START_LIMIT = 60  # seconds until a server answers, on a slow and busy machine
STOP_LIMIT = 15
EDITOR, PASSWORD = "editor", "pass-555-0100"
GUARDED = ["with-an-app", "with-a-passkey"]
HEAD_OF_OFFICE = "boss"
# Beside the sites' folders: databases migrated by earlier tests, see migrated.py.
MIGRATED = "migrated.sqlite3"


def environment(folder: Path, port: int = 8000) -> dict[str, str]:
    """Name everything that the settings read, whatever the caller has set."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hstf_site.settings.local",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "",
        "OFFICIAL_SITE": "false",
        "DEBUG": "false",
        "SECOND_PERSON_PUBLISHES": "false",
        "REQUIRE_SECOND_FACTOR": "false",
        "SERVE_ADMIN": "true",
        "ADMIN_HOST": "",
        "TRUSTED_PROXIES": "0",
    }


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/admin/account/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/admin/")


@contextmanager
def signed_in(
    browser: Browser, address: str, name: str, **options: Any
) -> Iterator[BrowserContext]:
    """Return the browser context of a signed-in user on a desktop screen."""
    size = {"width": 1440, "height": 1000}
    with closing(browser.new_context(viewport=size, **options)) as context:
        page = context.new_page()
        sign_in(page, address, name)
        page.close()
        yield context


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def build_seeded(folder: Path) -> None:
    if (migrated := folder.parent / MIGRATED).exists():
        shutil.copy(migrated, folder / "db.sqlite3")
    run(folder, "manage.py", "migrate", "--verbosity", "0")
    run(folder, "manage.py", "seed_site", "--verbosity", "0")


def copy_seeded(folder: Path) -> None:
    seeded = built("seeded", folder.parent)
    # Copied by SQLite itself, because a server may have the database open.
    with (
        closing(sqlite3.connect(seeded / "db.sqlite3")) as source,
        closing(sqlite3.connect(folder / "db.sqlite3")) as target,
    ):
        source.backup(target)
    if (seeded / "media").exists():
        shutil.copytree(seeded / "media", folder / "media")


def build_staffed(folder: Path) -> None:
    copy_seeded(folder)
    hire = (
        "from django.contrib.auth.models import Group, User; "
        f"user = User.objects.create_user({EDITOR!r}, password={PASSWORD!r}); "
        "user.groups.add(Group.objects.get(name='Editor'))"
    )
    run(folder, "manage.py", "shell", "--no-imports", "--command", hire)


def build_office(folder: Path) -> None:
    copy_seeded(folder)
    hire = (
        "from django.contrib.auth.models import User; "
        f"User.objects.create_superuser({HEAD_OF_OFFICE!r}, password={PASSWORD!r})"
    )
    run(folder, "manage.py", "shell", "--no-imports", "--command", hire)


def build_guarded(folder: Path) -> None:
    copy_seeded(folder)
    hire = (
        "from django.contrib.auth.models import User; "
        f"[User.objects.create_superuser(name, password={PASSWORD!r}) "
        f"for name in {GUARDED!r}]"
    )
    run(folder, "manage.py", "shell", "--no-imports", "--command", hire)


def build_week(folder: Path) -> None:
    copy_seeded(folder)
    begin = "from tests.browser.a_week import begin; begin()"
    run(folder, "manage.py", "shell", "--no-imports", "--command", begin)


def build_odd(folder: Path) -> None:
    copy_seeded(folder)
    fill = "from tests.browser.odd_site import fill; fill()"
    run(folder, "manage.py", "shell", "--no-imports", "--command", fill)


def build_official(folder: Path) -> None:
    copy_seeded(folder)
    fill = "from tests.browser.filled_details import fill; fill()"
    run(folder, "manage.py", "shell", "--no-imports", "--command", fill)


def build_broken(folder: Path) -> None:
    (folder / "db.sqlite3").touch()


BUILDERS = {
    "seeded": build_seeded,
    "staffed": build_staffed,
    "locked": build_staffed,
    "office": build_office,
    "guarded": build_guarded,
    "week": build_week,
    "odd": build_odd,
    "official": build_official,
    "broken": build_broken,
}
# Additional settings of a site.
SETTINGS = {
    "guarded": {"REQUIRE_SECOND_FACTOR": "true"},
    "official": {"DJANGO_SETTINGS_MODULE": "tests.browser.official_settings"},
}


def built(name: str, root: Path) -> Path:
    """Fill the folder of a site, once for all processes that run tests."""
    folder = root / name
    folder.mkdir(exist_ok=True)
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = folder / "result"
        if not result.exists():
            try:
                BUILDERS[name](folder)
                result.touch()
            except Exception as error:
                # Each test that wants this site requests it, and none builds it again.
                result.write_text(str(error))
                raise
        if failure := result.read_text():
            raise RuntimeError(failure)
    return folder


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
            return True
    except OSError:
        return False


@contextmanager
def serving(folder: Path, log: Path, **more: str) -> Iterator[str]:
    """Serve a site on a free port and yield its URL; `more` are extra settings."""
    port = free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--workers-kill-timeout", "3s"]
    command += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command += ["hstf_site.wsgi:application"]
    with (
        log.open("w") as output,
        subprocess.Popen(  # noqa: S603 - our own server
            [sys.executable, *command],
            cwd=ROOT,
            env=environment(folder, port) | more,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            deadline = time.monotonic() + START_LIMIT
            while not answers(port):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"No server: {log.read_text()}")
                time.sleep(0.05)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            try:
                server.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                server.kill()
