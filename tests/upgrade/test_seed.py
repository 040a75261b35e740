"""After the update, the seed still knows which entries somebody has changed."""

import re
from io import StringIO

from django.core.management import call_command
from wagtail.models import Revision

from pages.models import SeedEntry
from regions.models import Office, Region

LEFT_ALONE = re.compile(r"(?m)^ *(\S+): (left alone, an editor .*)$")


def seed():
    told = StringIO()
    call_command("seed_site", stdout=told)
    return set(LEFT_ALONE.findall(told.getvalue()))


def states():
    return {row["id"]: row for row in SeedEntry.objects.values()}


def versions():
    found = Revision.objects.values_list("content_type", "object_id", "pk")
    return {(kind, int(record), pk) for kind, record, pk in found}


def test_seed_leaves_alone_just_what_was_left_alone_before(before):
    assert seed() == set(LEFT_ALONE.findall("\n".join(before.seed)))


def test_seed_writes_only_what_says_something_else_now(before):
    """
    An entry that is only spelled differently is not a new one.

    Where a fixture has been corrected since, its record comes out in another state.
    """
    states_before, versions_before = states(), versions()

    seed()

    written = {(kind, record) for kind, record, _pk in versions() - versions_before}
    same = {
        (row["content_type_id"], row["object_id"])
        for key, row in states().items()
        if row["state_hash"] == states_before.get(key, row)["state_hash"]
        and key in states_before
    }
    assert len(before.tables["pages_seedentry"]) > 400
    assert written & same == set()


def test_seeding_twice_changes_nothing_the_second_time(before):
    seed()
    once = states(), versions()

    seed()

    assert (states(), versions()) == once


def area(office, place):
    coverage = office.coverages.get(jurisdiction__slug=place)
    return coverage.counties, coverage.counties_are_all


def test_new_facts_reach_what_nobody_touched_and_nothing_else(before):
    """Counties and task forces that this version adds."""
    edited = Office.objects.get(slug="fbi-newark")
    edited.note = "What an editor wrote."
    edited.save_revision().publish()
    task_forces = {(each.slug, each.pk) for each in Region.objects.all()}
    offices = {(each.slug, each.pk) for each in Office.objects.all()}

    told = seed()

    assert ("fbi-newark", "left alone, an editor changed it") in told
    assert area(Office.objects.get(slug="fbi-newark"), "new-jersey") == ("", False)
    assert Office.objects.get(slug="fbi-newark").note == "What an editor wrote."
    untouched = Office.objects.get(slug="fbi-philadelphia")
    assert area(untouched, "new-jersey") == ("Camden, Gloucester, Salem", True)
    assert Region.objects.published().filter(slug="virginia").exists()
    # Each is the same row as before, at the same address.
    assert task_forces < {(each.slug, each.pk) for each in Region.objects.all()}
    assert offices == {(each.slug, each.pk) for each in Office.objects.all()}
