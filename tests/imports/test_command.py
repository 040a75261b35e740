"""The command `import_directory`."""

import io

import pytest
from django.core.management import CommandError, call_command

from regions.models import Region
from tests.imports.lists import TASK_FORCES, as_file, places_and_source, task_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def import_file(tmp_path):
    """Run the command on a file; return its output."""
    places_and_source()

    def run(content, *options):
        path = tmp_path / "list.csv"
        if content is not None:
            path.write_bytes(content)
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(
                "import_directory",
                "task-forces",
                path,
                *options,
                stdout=out,
                stderr=err,
            )
        except CommandError as error:
            return out.getvalue(), err.getvalue(), str(error)
        return out.getvalue(), err.getvalue(), ""

    return run


def many(number):
    return as_file(TASK_FORCES, [task_force(one) for one in range(1, number + 1)])


def test_imports_with_progress_and_says_what_it_did(import_file):
    out, err, error = import_file(many(210))

    assert out.splitlines() == [
        "  100 of 210 rows",
        "  200 of 210 rows",
        "task-forces: 210 added, 0 changed, 0 taken off the site, 0 unchanged in all.",
    ]
    assert (err, error) == ("", "")
    assert Region.objects.filter(live=True).count() == 210


def test_has_no_limit_on_rows(import_file):
    out, _err, error = import_file(many(2001), "--dry-run")

    assert "2001 added" in out
    assert error == ""


def test_dry_run_saves_nothing(import_file):
    out, _err, error = import_file(many(2), "--dry-run")

    assert "2 added" in out
    assert "nothing was saved" in out
    assert error == ""
    assert Region.objects.count() == 0


def test_mistakes_stand_on_a_line_each_and_nothing_is_imported(import_file):
    rows = [task_force(), task_force(2, state="ZZ"), task_force(3, name="")]

    out, err, error = import_file(as_file(TASK_FORCES, rows))

    assert err.splitlines() == [
        "row 3, state: “ZZ” is not the postal code of a state or territory.",
        "row 4, name: Give the name, or set the status to “not published” if there is "
        "none.",
    ]
    assert error.endswith("list.csv: 2 mistakes; nothing was imported.")
    assert "in all" not in out
    assert Region.objects.count() == 0


def test_unreadable_file_is_refused_in_one_line(import_file):
    assert "No such file" in import_file(None)[2]
    assert import_file(b"PK\x03\x04")[2].count("\n") == 0
    assert "Missing columns" in import_file(b"id,name\n")[2]
