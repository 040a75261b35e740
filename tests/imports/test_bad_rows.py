"""Bad files: each is rejected as a whole, with row, column and reason."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from imports.header import UnreadableError
from regions.models import ContactChannel, Region
from sources.models import Source
from tests.factories import (
    RegionFactory,
)
from tests.imports.lists import (
    CONTACTS,
    OFFICES,
    TASK_FORCES,
    contact,
    places_and_source,
    task_force,
)
from tests.imports.running import counts, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return places_and_source()


def test_whoever_may_not_publish_a_row_is_told_so(editor, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionDenied

    monkeypatch.setattr(Revision, "publish", refuse)

    report = run(TASK_FORCES, [task_force()], user=editor)

    assert [tuple(one) for one in report.mistakes] == [
        (2, "", "Your account may not publish this by itself.")
    ]
    assert Region.objects.count() == 0


def test_open_draft_is_not_passed_over(editor):
    run(TASK_FORCES, [task_force()])
    region = Region.objects.get()
    region.city = "A draft"
    region.save_revision(user=editor)

    same = run(TASK_FORCES, [task_force()])
    other = run(TASK_FORCES, [task_force(city="Sampletown")])

    assert counts(same) == (0, 0, 0, 1)
    (mistake,) = other.mistakes
    assert (mistake.row, mistake.column) == (2, "")
    assert "draft of this record that is not published" in mistake.reason
    assert Region.objects.get().city == "Example City 1"


def refused(content):
    """Import a bad row after a good one; return the messages about the bad one."""
    report = run(TASK_FORCES, content)
    assert Region.objects.count() == 0
    assert Revision.objects.count() == 0
    return report.mistakes


BAD_ROWS = {
    "no id": ({"id": ""}, "id", "each row needs an id"),
    "id with a blank": ({"id": "two words"}, "id", "cannot be an id"),
    "id twice": ({"id": "example-1"}, "id", "stands in row 2 already"),
    "no name": ({"name": ""}, "name", "Give the name"),
    "name too long": ({"name": "x" * 121}, "name", "at most 120 characters"),
    "unknown type": ({"type": "local"}, "type", "“local” is not one of: national"),
    "unknown status": ({"status": "sure"}, "status", "is not one of: documented"),
    "unknown parent": ({"parent": "nobody"}, "parent", "No task force has the id"),
    "own parent": ({"parent": "example-9"}, "parent", "No task force"),
    "unknown state": ({"state": "ZZ"}, "state", "not the postal code of a state"),
    "unknown coverage": ({"covers": "TX; ZZ"}, "covers", "not the postal code"),
    "unclear coverage": ({"covers": "TX (east"}, "covers", "is unclear"),
    "coverage too long": ({"covers": f"TX ({'x' * 201})"}, "covers", "longer than 200"),
    "day that does not exist": (
        {"announced_date": "2025-02-30"},
        "announced_date",
        "“2025-02-30” is not a date",
    ),
    "European date": ({"as_of": "31.12.2025"}, "as_of", "is not a date"),
    "no source": ({"source": ""}, "source", "Fill this in"),
    "unknown source": ({"source": "hearsay"}, "source", "No source has the id"),
    "unclear removal": ({"remove": "perhaps"}, "remove", "Write yes"),
    "removal of nothing": ({"remove": "yes"}, "id", "nothing to remove"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_bad_row_is_named_and_the_whole_file_refused(name):
    cells, column, reason = BAD_ROWS[name]

    (mistake,) = refused([task_force(), task_force(9, **cells)])

    assert (mistake.row, mistake.column) == (3, column)
    assert reason in mistake.reason


def test_every_mistake_of_a_file_is_named():
    mistakes = refused(
        [
            task_force(1, type="local", source="hearsay"),
            task_force(2),
            task_force(3, state="ZZ"),
        ]
    )

    assert [(one.row, one.column) for one in mistakes] == [
        (2, "source"),
        (2, "type"),
        (4, "state"),
    ]


BAD_CONTACTS = {
    "number that nobody can dial": ({"value": "12"}, "value", "can be dialed"),
    "no number": ({"value": ""}, "value", "Fill this in"),
    "not an e-mail address": (
        {"kind": "email", "value": "nobody"},
        "value",
        "not an e-mail address",
    ),
    "no owner": ({"task_force": ""}, "", "Choose a task force or a partner office"),
    "unknown owner": ({"task_force": "nobody"}, "task_force", "No task force"),
    "no kind": ({"kind": ""}, "kind", "Fill this in"),
    "order in words": ({"order": "first"}, "order", "not a whole number"),
    "confirmed in the future": (
        {"confirmed_on": "2999-01-01"},
        "confirmed_on",
        "still to come",
    ),
}


@pytest.mark.parametrize("name", BAD_CONTACTS)
def test_bad_contact_is_named_and_the_whole_file_refused(name):
    cells, column, reason = BAD_CONTACTS[name]
    RegionFactory(slug="example-1")

    report = run(CONTACTS, [contact(), contact(id="example-2-phone", **cells)])

    assert ContactChannel.objects.count() == 0
    assert [(one.row, one.column) for one in report.mistakes] == [(3, column)]
    assert reason in report.mistakes[0].reason


def test_task_forces_that_belong_to_each_other_are_refused():
    run(TASK_FORCES, [task_force(), task_force(2)])

    report = run(
        TASK_FORCES,
        [task_force(parent="example-2"), task_force(2, parent="example-1")],
    )

    (mistake,) = report.mistakes
    assert (mistake.row, mistake.column) == (3, "parent")
    assert "belong to each other" in mistake.reason
    assert Region.objects.filter(parent__isnull=True).count() == 2


def test_retired_source_is_kept_but_not_used_for_anything_new():
    run(TASK_FORCES, [task_force()])
    Source.objects.update(is_retired=True)

    same = run(TASK_FORCES, [task_force(city="Sampletown")])
    new = run(TASK_FORCES, [task_force(2)])

    assert counts(same) == (0, 1, 0, 0)
    assert [(one.row, one.column) for one in new.mistakes] == [(2, "source")]
    assert "is retired" in new.mistakes[0].reason


@pytest.mark.parametrize("importer", [TASK_FORCES, OFFICES, CONTACTS])
def test_list_of_another_kind_is_refused(importer):
    others = {TASK_FORCES, OFFICES, CONTACTS} - {importer}

    for other in others:
        with pytest.raises(UnreadableError, match="Missing columns"):
            run(importer, other.template().encode())
