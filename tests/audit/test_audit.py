"""The audit log: who changed what, as lines of JSON and in a record's history."""

import datetime
import json
import logging

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data

from audit.log import write_now
from imports.importers import TaskForceImporter
from imports.models import ImportBatch
from imports.reading import read_table
from regions.models import Region
from tests.factories import (
    AgencyPageFactory,
    ContactChannelFactory,
    JurisdictionFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    RegionFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    planned_for,
    planted,
    published,
)
from tests.imports.lists import as_file, places_and_source, task_force
from verification.confirmation import confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(db):
    return published(
        ContactChannelFactory(region=RegionFactory(), value="(202) 555-0100")
    )


def changed(record, **values):
    """Save a draft with these values, as an editor does."""
    for name, value in values.items():
        setattr(record, name, value)
    return record.save_revision()


def told(lines):
    """Return the changes of the only line that has any."""
    (line,) = (line for line in lines if "changes" in (line["data"] or {}))
    return line, line["data"]["changes"]


NUMBER = {
    "field": "Number or address",
    "old": "(202) 555-0100",
    "new": "(202) 555-0177",
}


# Each way to publish gives one line with old and new


def test_form_tells_who_changed_what(admin, editor, contact, audited):
    url = reverse(contact.snippet_viewset.get_url_name("edit"), args=[contact.pk])
    form = admin.get(url).context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() is not None
    }
    data |= {"value": "(202) 555-0177", "action-publish": "1"}

    line, changes = told(audited(lambda: admin.post(url, nested_form_data(data))))

    assert changes == [NUMBER]
    assert line["action"] == "wagtail.publish"
    assert line["user"] == "editor"
    assert line["user_id"] == editor.pk
    assert line["object_type"] == "regions.contactchannel"
    assert line["object_id"] == str(contact.pk)
    assert datetime.datetime.fromisoformat(line["time"])


def test_several_at_once_tell_each_of_their_own(editor, contact, audited):
    other = published(ContactChannelFactory(region=RegionFactory(), hours="9 to 5"))
    drafts = [changed(contact, value="(202) 555-0177"), changed(other, hours="24/7")]

    def publish_all():
        with LogContext(user=editor):
            for draft in drafts:
                draft.publish(user=editor)

    lines = [line for line in audited(publish_all) if "changes" in line["data"]]

    assert [line["data"]["changes"] for line in lines] == [
        [NUMBER],
        [{"field": "Hours", "old": "9 to 5", "new": "24/7"}],
    ]


def test_schedule_tells_when_it_goes_live_and_not_before(contact, audited):
    contact.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    draft = changed(contact, value="(202) 555-0177")

    planned = audited(draft.publish)

    assert [line["action"] for line in planned] == ["wagtail.publish.schedule"]
    assert "changes" not in planned[0]["data"]
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision = Revision.objects.get(pk=draft.pk)
    planned_for(revision, past)
    line, changes = told(audited(lambda: call_command("run_schedule", once=True)))
    assert changes == [NUMBER]
    assert line["action"] == "wagtail.publish.scheduled"
    assert line["user"] is None


def test_approval_tells_who_approved(editor, contact, audited):
    writer = User.objects.create_superuser("writer")
    workflow = Workflow.objects.create(name="By one more person")
    task = GroupApprovalTask.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    contact.value = "(202) 555-0177"
    contact.save_revision(user=writer)
    state = workflow.start(contact, writer).current_task_state

    line, changes = told(audited(lambda: state.approve(user=editor)))

    assert changes == [NUMBER]
    assert line["user"] == "editor"


def test_import_tells_what_each_row_changed(editor, audited):
    places_and_source()

    def run(city):
        table = as_file(TaskForceImporter, [task_force(city=city)])
        batch = ImportBatch(file_name="list.csv", sent_by=editor)
        importer = TaskForceImporter(batch, saves=True)
        report = importer.run(read_table(table, TaskForceImporter.names()).rows)
        assert report.mistakes == []

    run("Mobile")
    region = Region.objects.get()

    line, changes = told(audited(lambda: run("Pensacola")))

    assert changes == [{"field": "City", "old": "Mobile", "new": "Pensacola"}]
    assert line["object_id"] == str(region.pk)
    assert line["user"] == "editor"


# What is told


def test_value_is_compared_with_the_one_it_replaces(audited):
    statistic = StatisticFactory(label="Arrests")
    old = published(
        ObservationFactory(statistic=statistic, number=12, as_published="about 12")
    )
    new = ObservationFactory(
        statistic=statistic,
        source=old.source,
        number=345,
        as_published="345",
        supersedes=old,
        change_kind="update",
        change_reason="A newer report.",
    )

    _line, changes = told(audited(new.save_revision().publish))

    assert changes == [
        {"field": "Number", "old": "12", "new": "345"},
        {"field": "How exact", "old": "about", "new": "exactly"},
        {"field": "As published", "old": "about 12", "new": "345"},
        {"field": "Supersedes", "old": "", "new": str(old)},
        {
            "field": "Kind of change",
            "old": "",
            "new": "New period: the source published a newer figure",
        },
        {"field": "Reason for the change", "old": "", "new": "A newer report."},
    ]


def test_what_goes_live_for_the_first_time_has_only_new_facts(audited):
    source = SourceFactory(title="A test's report")
    line = NationalLineFactory(live=False, source=source, is_law_enforcement=False)

    _line, changes = told(audited(line.save_revision().publish))

    assert {change["old"] for change in changes} == {""}
    found = {change["field"]: change["new"] for change in changes}
    assert found["Law enforcement answers"] == "No"
    assert found["Source"] == str(source)
    assert found["Whom it is for"] == "Report a crime or send a tip"


def test_office_tells_which_places_it_covers(home, audited):
    office = published(
        OfficeFactory(agency=planted(AgencyPageFactory, home), name="Office of a test")
    )
    ohio = JurisdictionFactory(name="Ohio", code="OH", fips="39")
    office.coverages.add(
        OfficeCoverageFactory.build(
            office=office, jurisdiction=ohio, part="the north", counties="Lucas"
        )
    )

    _line, changes = told(audited(office.save_revision().publish))

    (change,) = changes
    assert change["old"] == ""
    assert change["new"].startswith("Ohio, the north, Lucas, A source says so")

    (coverage,) = office.coverages.all()
    coverage.counties_are_all = True
    office.coverages.set([coverage])

    _line, changes = told(audited(office.save_revision().publish))

    (change,) = changes
    assert "Lucas, These counties are all, A source says so" in change["new"]


def test_publishing_the_same_facts_tells_no_change(contact, audited):
    lines = audited(contact.save_revision().publish)

    assert [line["action"] for line in lines] == ["wagtail.publish"]
    assert "changes" not in lines[0]["data"]


def test_confirmation_tells_the_day(editor, contact, audited):
    line, changes = told(audited(lambda: confirm(contact, editor)))

    assert line["action"] == "regions.confirm"
    assert [change["field"] for change in changes] == [
        "Confirmed on",
        "Check again after",
    ]


def test_page_has_a_line_too(home, editor, audited):
    page = StandardPageFactory(parent=home, title="Privacy of a test")

    (line,) = audited(lambda: page.save_revision(log_action=True, user=editor))

    assert line["action"] == "wagtail.edit"
    assert line["object_type"] == "pages.standardpage"
    assert line["object_id"] == str(page.pk)
    assert line["label"] == "Privacy of a test"


# The history


def test_histories_show_old_and_new(admin, editor, contact):
    with LogContext(user=editor):
        changed(contact, value="(202) 555-0177", hours="<b>24/7</b>").publish()
        published(ContactChannelFactory(region=RegionFactory()))
    url = reverse(contact.snippet_viewset.get_url_name("history"), args=[contact.pk])

    for address in [url, reverse("wagtailadmin_reports:site_history")]:
        page = BeautifulSoup(admin.get(address).content, "html.parser")
        items = [item.get_text(" ", strip=True) for item in page.select(".changes li")]
        assert "Number or address : from “(202) 555-0100” to “(202) 555-0177”" in items
        assert "Hours : “<b>24/7</b>”" in items


# The lines themselves


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x85", "\u2028", "\u202e", "\x1b"])
def test_title_begins_no_line_of_its_own(contact, caplog, sign):
    title = f'Forged{sign}{{"action": "auth.login"}}'
    with caplog.at_level(logging.INFO, logger="hstf.audit"):
        write_now("wagtail.edit", label=title, data={"changes": [{"new": title}]})

    (text,) = caplog.messages
    assert text.splitlines() == [text]
    assert text.isascii()
    assert json.loads(text)["label"] == title


def test_what_is_rolled_back_writes_no_line(contact, audited):
    def undone():
        with transaction.atomic():
            log(contact, "wagtail.edit")
            transaction.set_rollback(True)

    assert audited(undone) == []


def test_nothing_is_written_where_nobody_asks_for_lines(contact, caplog):
    with caplog.at_level(logging.WARNING, logger="hstf.audit"):
        published(contact)

    assert caplog.records == []
