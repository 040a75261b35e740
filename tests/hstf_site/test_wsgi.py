"""What the WSGI entry point does before the first request."""

import gc
import os
import subprocess
import sys

from tests.browser.sites import ROOT

# Prints which place data were read: before any request, and for each way to ask.
LOOKING_ON = """
import sys
read = []
sys.addaudithook(
    lambda event, told: read.append(str(told[0]))
    if event == "open" and "/places/data/" in str(told[0])
    else None
)
import {started}
{then}
print("at the start:", len(read))
read.clear()
from places.reading import read as read_place
from places.states import StateNames
for text in ["77002", "88063", "Springfeild", "Haris County", "NYC", "Texas", "09012"]:
    read_place(text, StateNames({{"TX": "Texas"}}))
print("later:", len(read))
"""


def run(started, then=""):
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", LOOKING_ON.format(started=started, then=then)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hstf_site.settings.test",
            "DATABASE_URL": "sqlite://:memory:",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    lines = dict(line.split(": ") for line in done.stdout.splitlines()[-2:])
    return int(lines["at the start"]), int(lines["later"])


def test_what_is_loaded_at_the_start_is_not_looked_through_again(db):
    from hstf_site import wsgi

    assert wsgi.application.app is wsgi.site
    # In a process that has just started, these are nearly all objects.
    assert gc.get_freeze_count() > 50_000


def test_kept_page_waits_only_briefly_for_one_that_is_rendered(db):
    from hstf_site import wsgi

    assert wsgi.application
    assert sys.getswitchinterval() <= 0.0005


def test_place_data_are_in_memory_before_the_first_request():
    at_start, later = run("hstf_site.wsgi")

    assert at_start > 0
    assert later == 0


def test_commands_and_the_schedule_read_no_place_data():
    call = "django.setup(); management.call_command('check')"
    at_start, later = run("django", f"from django.core import management; {call}")

    assert at_start == 0
    assert later > 0
