"""Importing lists: what is added, changed, unpublished."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from regions.models import ContactChannel, Office, Region
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
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
    contact,
    place,
    places_and_source,
    task_force,
)
from tests.imports.running import changes, counts, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def source():
    return places_and_source()


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


def test_rehearsal_saves_nothing_and_says_what_would_happen():
    rehearsal = run(TASK_FORCES, all_task_forces(), saves=False)

    assert counts(rehearsal) == (59, 0, 0, 0)
    assert Region.objects.count() == Revision.objects.count() == 0
    assert run(TASK_FORCES, all_task_forces()).digest == rehearsal.digest


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


@pytest.mark.parametrize(
    ("cell", "counties", "are_all"),
    [
        ("TX", "Bexar, Frio", True),  # as they are
        ("TX [only Bexar]", "Bexar", True),
        ("TX [Bexar, Frio]", "Bexar, Frio", False),
        ("TX []", "", False),
    ],
)
def test_counties_of_a_place_are_changed_and_its_source_stays(cell, counties, are_all):
    run(TASK_FORCES, [task_force(covers="TX [only Bexar, Frio]")])
    coverage = Region.objects.get().coverages.get()
    coverage.source = SourceFactory()
    coverage.save()
    published(Region.objects.get())

    run(TASK_FORCES, [task_force(covers=cell)])

    (after,) = Region.objects.get().coverages.all()
    assert (after.counties, after.counties_are_all) == (counties, are_all)
    assert (after.pk, after.source) == (coverage.pk, coverage.source)


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
        # Each row has its own savepoint.
        return [q for q in caught if "SAVEPOINT" not in q["sql"]]

    assert len(queries(rows)) == len(queries(rows[:1]))
