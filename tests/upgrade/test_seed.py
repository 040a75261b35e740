"""After the update, the seed still knows which entries somebody has changed."""

import re
from io import StringIO

from django.core.management import call_command
from wagtail.models import Revision

from pages.models import SeedEntry

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
