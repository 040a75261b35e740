"""The Chromium of this computer, for the tests and for the pictures of the guide."""

import os
import shutil

# Prefer the headless shell, which takes half the time.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
]
# Nothing leaves this computer, not even a DNS query.
QUIET = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
MISSING = (
    "Chromium is not installed. Debian: apt-get install "
    "chromium-headless-shell. Elsewhere name it: CHROMIUM=/path/to/it"
)


def find():
    """Return the path of the program, or None."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    return next(filter(None, map(shutil.which, named)), None)


def options():
    # Chromium refuses to build its sandbox as root, as in a container.
    return QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
