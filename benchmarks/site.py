"""A temporary seeded site for a measurement."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from benchmarks.programs import HOST, ROOT, say


def environment(folder: Path, database: str = "") -> dict[str, str]:
    """Return the settings of the public site, for a site in this folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "hstf_site.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "PUBLIC_URL": f"https://{HOST}",
        "DATABASE_URL": database or f"sqlite:///{folder / 'db.sqlite3'}",
        "TRUST_PROXY_HTTPS": "true",
        "VAR_DIR": str(folder),
    }


def manage(settings: dict[str, str], *arguments: str) -> None:
    subprocess.run(  # noqa: S603, all of it is ours
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | settings,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def make_site(folder: Path, database: str = "") -> dict[str, str]:
    """Seed a site unless it exists, and return its settings."""
    settings = environment(folder, database)
    if folder.exists():
        return settings
    folder.mkdir(parents=True)
    say("  filling a site")
    manage(settings, "migrate", "--verbosity", "0")
    manage(settings, "seed_site")
    manage(settings, "collectstatic", "--no-input", "--verbosity", "0")
    return settings


def run_inside(settings: dict[str, str], module: str, *arguments: str) -> str:
    """Run a module in a process with these settings, and return its output."""
    return subprocess.run(  # noqa: S603, all of it is ours
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | settings,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
