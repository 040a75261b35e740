"""Importing lists: what is added, changed, taken off the site, refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from imports.history import Origin
from imports.reading import UnreadableError, read_table
from imports.running import run_import
from imports.writing import export, template
from regions.models import ContactChannel, Jurisdiction, Office, Region
from sources.models import Source
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionCoverageFactory,
    RegionFactory,
    SourceFactory,
    published,
)
from tests.imports.lists import (
    CONTACTS,
    OFFICES,
    TASK_FORCES,
    all_contacts,
    all_task_forces,
    as_file,
    contact,
    places_and_source,
    task_force,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return places_and_source()


def run(resource_class, content, **options):
    if isinstance(content, list):
        content = as_file(resource_class, content)
    table = read_table(content, resource_class.columns())
    expected = options.pop("expected", None)
    origin = Origin(options.pop("file_name", "list.csv"), options.pop("user", None))
    resource = resource_class(**{"saves": True, "origin": origin} | options)
    return run_import(resource, table, expected)


def counts(report):
    assert report.mistakes == []
    return (
        len(report.added),
        len(report.changed),
        len(report.removed),
        report.unchanged,
    )


def changes(report):
    (outcome,) = report.changed
    return outcome.changes


def test_59_task_forces_and_59_contacts_are_imported_whole():
    assert counts(run(TASK_FORCES, all_task_forces())) == (59, 0, 0, 0)
    assert counts(run(CONTACTS, all_contacts())) == (59, 0, 0, 0)

    assert Region.objects.filter(live=True, type="regional").count() == 30
    satellites = Region.objects.filter(live=True, type="satellite")
    assert satellites.count() == 29
    assert satellites.get(slug="example-31").parent.slug == "example-1"
    region = Region.objects.get(slug="example-1")
    assert region.note == "One.\nTwo."
    assert [(c.jurisdiction.code, c.part) for c in region.coverages.all()] == [
        ("TX", "southeast Texas"),
        ("LA", ""),
    ]
    assert region.channels.get().value == "(202) 555-0101"
    assert ContactChannel.objects.published().count() == 59


def test_importing_the_same_again_changes_nothing():
    run(TASK_FORCES, all_task_forces())
    run(CONTACTS, all_contacts())
    before = (Revision.objects.count(), ModelLogEntry.objects.count())

    assert counts(run(TASK_FORCES, all_task_forces())) == (0, 0, 0, 59)
    assert counts(run(CONTACTS, all_contacts())) == (0, 0, 0, 59)

    assert (Revision.objects.count(), ModelLogEntry.objects.count()) == before


@pytest.mark.parametrize("resource_class", [TASK_FORCES, OFFICES, CONTACTS])
def test_template_can_be_imported_as_it_is(resource_class):
    assert counts(run(resource_class, template(resource_class).encode())) == (0,) * 4


def test_rehearsal_saves_nothing_and_says_what_would_happen():
    rehearsal = run(TASK_FORCES, all_task_forces(), saves=False)

    assert counts(rehearsal) == (59, 0, 0, 0)
    assert Region.objects.count() == Revision.objects.count() == 0
    assert run(TASK_FORCES, all_task_forces()).digest == rehearsal.digest


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('","', '";"').replace(",", ";"),
    ],
    ids=["byte order mark", "CRLF", "semicolons"],
)
def test_file_as_a_spreadsheet_saves_it_says_the_same(rewrite):
    rows = [task_force(covers="TX (southeast Texas)", note="One.\nTwo.")]
    run(TASK_FORCES, rows)
    text = as_file(TASK_FORCES, rows).decode()

    assert counts(run(TASK_FORCES, rewrite(text).encode())) == (0, 0, 0, 1)


def test_export_read_back_changes_nothing(home):
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home), slug="fbi")
    run(
        TASK_FORCES,
        [
            task_force(
                name="=Example “é”",
                covers="TX (a; b (c)); LA",
                announced_date="2025-08-15",
                note='- "One"\n\n+ two',
                quote="'=quoted",
                as_of="2025-01-02",
            ),
            task_force(2, parent="example-1", name="@Example"),
        ],
    )
    office = OfficeFactory(
        agency=agency, state=place("TX"), note="First.\r\nSecond.\r\n"
    )
    for coverage in "ab":  # one place twice, as an editor may have it
        OfficeCoverageFactory(
            office=office,
            jurisdiction=office.state,
            part="east)",
            counties=coverage,
        )
    published(office)
    run(CONTACTS, [contact(value="+1 202-555-0100", confirmed_on="2025-01-02")])

    for resource_class in (TASK_FORCES, OFFICES, CONTACTS):
        text = export(resource_class)
        number = resource_class().get_queryset().count()
        assert counts(run(resource_class, text.encode())) == (0, 0, 0, number), text
    assert "'+1 202-555-0100" in export(CONTACTS)
    assert "'=Example" in export(TASK_FORCES)
    assert ContactChannel.objects.get().value == "+1 202-555-0100"
    assert Region.objects.get(slug="example-1").quote == "=quoted"


def test_export_holds_only_what_is_on_the_site():
    run(TASK_FORCES, [task_force(), task_force(2)])
    run(TASK_FORCES, [{"id": "example-2", "remove": "yes"}])
    RegionFactory(slug="only-a-draft", live=False)

    text = export(TASK_FORCES)

    assert "example-1" in text
    assert "example-2" not in text
    assert "only-a-draft" not in text


def test_changed_row_becomes_a_published_revision_in_the_editors_name(editor):
    run(TASK_FORCES, [task_force(), task_force(2)])
    run(TASK_FORCES, [task_force(city="Sampletown")], user=editor, file_name="new.csv")

    region = Region.objects.get(slug="example-1")
    other = Region.objects.get(slug="example-2")
    assert region.city == "Sampletown"
    assert (region.live, region.has_unpublished_changes) == (True, False)
    assert region.live_revision == region.latest_revision
    assert region.latest_revision.user == editor
    assert (region.revisions.count(), other.revisions.count()) == (2, 1)
    imported, live = ModelLogEntry.objects.for_instance(region)[:2]
    assert (imported.user, imported.message) == (editor, "Imported from new.csv")
    assert (live.user, live.action) == (editor, "wagtail.publish")
    assert imported.revision == live.revision == region.live_revision


def test_whoever_may_not_publish_a_row_is_told_so(editor, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionDenied

    monkeypatch.setattr(Revision, "publish", refuse)

    report = run(TASK_FORCES, [task_force()], user=editor)

    assert [tuple(one) for one in report.mistakes] == [
        (2, "", "Your account may not publish this by itself.")
    ]
    assert Region.objects.count() == 0


def test_admin_knows_where_an_imported_record_refers_to(source):
    run(TASK_FORCES, [task_force(), task_force(2, parent="example-1", covers="LA")])

    def referring(target):
        found = ReferenceIndex.get_references_to(target)
        return sorted((one.model_path, one.object_id) for one in found)

    one, two = Region.objects.order_by("slug")
    assert ("parent", str(two.pk)) in referring(one)
    assert ("source", str(two.pk)) in referring(source)
    (coverage,) = [path for path, _pk in referring(place("LA"))]
    assert coverage == "coverages.item.jurisdiction"

    run(TASK_FORCES, [task_force(2, covers="TX")])

    assert referring(one) == referring(place("LA")) == []


def test_report_names_each_changed_column_with_both_values():
    run(TASK_FORCES, [task_force(covers="TX")])

    report = run(TASK_FORCES, [task_force(city="", covers="TX; LA", quote="Words.")])

    assert changes(report) == [
        ("city", "Example City 1", ""),
        ("covers", "TX", "TX; LA"),
        ("quote", "", "Words."),
    ]
    assert (report.changed[0].number, report.changed[0].key) == (2, "example-1")


def test_coverage_that_is_named_again_keeps_its_own_source_and_certainty(source):
    region = RegionFactory(slug="example-1", source=source)
    texas = RegionCoverageFactory(
        region=region,
        sort_order=0,
        part="southeast Texas",
        certainty="inferred",
        counties="Example County",
        source=SourceFactory(),
        jurisdiction=place("TX"),
    )
    RegionCoverageFactory(region=region, jurisdiction=place("LA"))
    published(region)
    kept = [field.value_from_object(texas) for field in texas._meta.fields]

    run(TASK_FORCES, [task_force(covers="TX (southeast Texas); TX (west Texas)")])

    one, two = Region.objects.get(slug="example-1").coverages.all()
    assert [field.value_from_object(one) for field in one._meta.fields] == kept
    assert (two.jurisdiction.code, two.part, two.certainty) == (
        "TX",
        "west Texas",
        "documented",
    )


def place(code):
    return Jurisdiction.objects.get(code=code)


def test_order_of_places_is_no_change():
    run(TASK_FORCES, [task_force(covers="TX; LA")])

    report = run(TASK_FORCES, [task_force(covers="Louisiana; tx")])

    assert counts(report) == (0, 0, 0, 1)


def test_record_that_is_not_in_the_file_is_left_alone():
    run(TASK_FORCES, [task_force(), task_force(2)])

    run(TASK_FORCES, [task_force(3)])

    assert Region.objects.filter(live=True).count() == 3


def test_remove_takes_a_record_off_the_site_and_keeps_its_history(editor):
    run(TASK_FORCES, [task_force(), task_force(2)])
    rows = [{"id": "example-1", "remove": "yes"}]

    assert counts(run(TASK_FORCES, rows, user=editor)) == (0, 0, 1, 0)
    region = Region.objects.get(slug="example-1")
    assert not region.live
    assert region.revisions.count() == 1
    entry = ModelLogEntry.objects.for_instance(region).first()
    assert entry.message == "Taken off the site by importing list.csv"
    assert counts(run(TASK_FORCES, rows)) == (0, 0, 0, 1)


def test_row_without_remove_puts_a_record_back_on_the_site():
    run(TASK_FORCES, [task_force()])
    run(TASK_FORCES, [{"id": "example-1", "remove": "yes"}])

    report = run(TASK_FORCES, [task_force()])

    assert changes(report) == [("on the site", "no", "yes")]
    assert Region.objects.get().live


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


def test_confirmed_contact_gets_a_day_for_its_next_check(settings):
    settings.CONTACT_REVIEW_DAYS = 90
    RegionFactory(slug="example-1")
    rows = [contact(confirmed_on="1/31/2026")]

    assert counts(run(CONTACTS, rows)) == (1, 0, 0, 0)
    channel = ContactChannel.objects.get()
    assert channel.verified_on == datetime.date(2026, 1, 31)
    assert channel.review_due == datetime.date(2026, 5, 1)
    assert channel.verified_by == "Imported from list.csv"
    assert counts(run(CONTACTS, rows)) == (0, 0, 0, 1)


def test_check_of_a_number_that_changed_is_not_brought_back():
    RegionFactory(slug="example-1")
    rows = [contact(confirmed_on="2026-01-31")]
    run(CONTACTS, rows)
    rows = [rows[0] | {"value": "(202) 555-0177"}]

    (mistake,) = run(CONTACTS, rows).mistakes

    assert (mistake.row, mistake.column) == (2, "confirmed_on")
    assert "no longer counts" in mistake.reason
    assert ContactChannel.objects.get().value == "(202) 555-0101"
    assert counts(run(CONTACTS, [rows[0] | {"confirmed_on": ""}])) == (0, 1, 0, 0)
    assert ContactChannel.objects.get().verified_on is None
    assert counts(run(CONTACTS, [rows[0] | {"confirmed_on": "2026-03-01"}])) == (
        (0, 1, 0, 0)
    )


def test_offices_are_imported_with_agency_and_place(home):
    AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home), slug="fbi")
    row = {
        "id": "fbi-example",
        "name": "FBI Example",
        "agency": "fbi",
        "city": "Austin",
        "state": "Texas",
        "zip_code": "78701",
        "coverage": "As published",
        "covers": "TX",
        "source": "example-letter",
    }

    assert counts(run(OFFICES, [row])) == (1, 0, 0, 0)
    office = Office.objects.get()
    assert (office.agency.slug, office.state.code) == ("fbi", "TX")
    assert office.territory == "As published"
    assert office.coordinates is not None
    assert counts(run(OFFICES, [row])) == (0, 0, 0, 1)


# Bad files: each is refused whole


def refused(content):
    """Run a bad file behind a good row; give what is said about the bad one."""
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


@pytest.mark.parametrize("resource_class", [TASK_FORCES, OFFICES, CONTACTS])
def test_list_of_another_kind_is_refused(resource_class):
    others = {TASK_FORCES, OFFICES, CONTACTS} - {resource_class}

    for other in others:
        with pytest.raises(UnreadableError, match="Missing columns"):
            run(resource_class, template(other).encode())


def test_result_that_was_not_expected_is_not_saved():
    rehearsal = run(TASK_FORCES, [task_force()], saves=False)
    run(TASK_FORCES, [task_force(city="Sampletown")])

    report = run(TASK_FORCES, [task_force()], expected=rehearsal.digest)

    assert report.is_outdated
    assert Region.objects.get().city == "Sampletown"
    assert Region.objects.get().revisions.count() == 1


def test_importing_costs_the_same_for_rows_that_say_nothing_new():
    rows = [task_force(number, covers="TX; LA") for number in range(1, 6)]
    run(TASK_FORCES, rows)

    def queries(some):
        with CaptureQueriesContext(connection) as caught:
            assert counts(run(TASK_FORCES, some)) == (0, 0, 0, len(some))
        # Each row has a savepoint of its own.
        return [q for q in caught if "SAVEPOINT" not in q["sql"]]

    assert len(queries(rows)) == len(queries(rows[:1]))
