"""The samples for systemd name programs and settings that exist."""

import re
import subprocess

import pytest

from tests.browser.sites import ROOT
from tests.deploy.programs import program

UNITS = ROOT / "deploy" / "systemd"
PRODUCTION = ROOT / "hstf_site" / "settings" / "production.py"


@pytest.mark.parametrize("name", ["hstf-site", "hstf-schedule"])
def test_systemd_takes_the_unit_without_a_word(tmp_path, name):
    text = (
        (UNITS / f"{name}.service").read_text().replace("/srv/hstf/current", str(ROOT))
    )
    (tmp_path / f"{name}.service").write_text(text)

    done = subprocess.run(  # noqa: S603 - our own arguments
        [program("systemd-analyze"), "verify", tmp_path / f"{name}.service"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_example_sets_all_that_the_public_site_requires():
    text = (UNITS / "site.env.example").read_text()
    given = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    (required,) = re.findall(
        r"^REQUIRED = \[(.*)\]", PRODUCTION.read_text(), re.MULTILINE
    )

    assert {name.strip('" ') for name in required.split(",")} <= given


def test_example_sets_nothing_that_nobody_reads():
    text = (UNITS / "site.env.example").read_text()
    given = set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))
    settings = "".join(path.read_text() for path in PRODUCTION.parent.glob("*.py"))
    read = settings + (ROOT / "bin" / "serve-public").read_text()

    assert [name for name in given if name not in read] == []
