"""A draft of a record is previewed in the page that shows it; readers see no change."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from faq.models import FAQIndexPage
from pages.models import HomePage
from regions.models import Jurisdiction
from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    ContactChannelFactory,
    DirectoryPageFactory,
    DisagreementFactory,
    FAQIndexPageFactory,
    HelpPageFactory,
    JurisdictionFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeCoverageFactory,
    OfficeFactory,
    PositionFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    RecordPageFactory,
    RegionCoverageFactory,
    RegionFactory,
    published,
)

NEW = "Words of a draft 555-0199"


@pytest.fixture
def pages(home):
    """The pages that show records, each at its own address."""
    lines = [
        ("lines", {"heading": "Lines", "audience": audience, "intro": ""})
        for audience in ("victim", "report")
    ]
    return {
        "record": RecordPageFactory(parent=home),
        "regions": DirectoryPageFactory(parent=home),
        "faq": FAQIndexPageFactory(parent=home, slug="faq"),
        "help": HelpPageFactory(parent=home, slug="help", body=lines),
    }


@pytest.fixture
def texas(pages):
    return JurisdictionFactory(name="Texas", code="TX", slug="texas")


def region(texas):
    found = RegionFactory(name="A task force")
    RegionCoverageFactory(region=found, jurisdiction=texas)
    return found, "note", "/regions/texas/"


def region_without_coverage(texas):
    return RegionFactory(name="Another", state=texas), "name", "/regions/texas/"


def an_agency():
    home = HomePage.objects.get()
    return AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home))


def office(texas):
    found = OfficeFactory(name="An office", state=texas, agency=an_agency())
    OfficeCoverageFactory(office=found, jurisdiction=texas)
    return found, "name", "/regions/texas/"


def contact_of_an_office(texas):
    owner, _field, url = office(texas)
    return ContactChannelFactory(office=owner, region=None), "name", url


def contact_of_a_region(texas):
    owner, _field, url = region(texas)
    return ContactChannelFactory(region=owner, office=None), "name", url


def jurisdiction(texas):
    return texas, "name", "/regions/texas/"


def line_for_victims(texas):
    return NationalLineFactory(audience="victim"), "purpose", "/help/"


def line_for_emergencies(texas):
    return NationalLineFactory(audience="emergency"), "purpose", "/help/"


def statistic(texas):
    found = published(ObservationFactory(statistic__slug="arrests")).statistic
    return found, "counts", "/record/arrests/"


def program(texas):
    found = published(ObservationFactory()).statistic.program
    return found, "name", "/record/"


def source(texas):
    found = published(ObservationFactory(source__slug="report")).source
    return found, "note", "/record/sources/report/"


def disagreement(texas):
    found = DisagreementFactory()
    for says in ("One says so.", "Another says not."):
        PositionFactory(disagreement=found, says=says)
    return found, "explanation", "/record/"


def question_group(texas):
    group = QuestionGroupFactory(name="Basics")
    body = [("text", RichText("<p>An answer.</p>"))]
    parent = FAQIndexPage.objects.get()
    QuestionPageFactory(parent=parent, title="Who?", group=group, body=body)
    return group, "name", "/faq/"


KINDS = [
    region,
    region_without_coverage,
    office,
    contact_of_an_office,
    contact_of_a_region,
    jurisdiction,
    line_for_victims,
    line_for_emergencies,
    statistic,
    program,
    source,
    disagreement,
    question_group,
]


def sent(form):
    """Return what a browser submits for an unchanged form."""
    found = {}
    for name in form.fields:
        value = form[name].value()
        if value is True:
            found[form.add_prefix(name)] = "on"
        elif value is not None and value is not False:
            found[form.add_prefix(name)] = getattr(value, "pk", value)
    for formset in getattr(form, "formsets", {}).values():
        for each in [formset.management_form, *formset.forms]:
            found |= sent(each)
    return found


def preview(browser, record, **changes):
    """Change words in the form, without saving, and give what the panel shows."""
    view = record.snippet_viewset
    edit = reverse(view.get_url_name("edit"), args=[record.pk])
    form = browser.get(edit).context["form"]
    address = reverse(view.get_url_name("preview_on_edit"), args=[record.pk])
    answer = browser.post(address, sent(form) | changes).json()
    assert answer == {"is_valid": True, "is_available": True}
    return browser.get(address, {"in_preview_panel": "true"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_unsaved_change_is_seen_in_the_preview_only(admin, read, pages, texas, kind):
    record, field, url = kind(texas)
    before = str(read(url).main)

    response = preview(admin, record, **{field: NEW})

    assert response.status_code == 200
    assert NEW in response.content.decode()
    assert NEW not in before
    assert str(read(url).main) == before
    assert NEW not in str(type(record).objects.filter(pk=record.pk).values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_preview_may_stand_in_the_frame_of_our_own_admin(admin, pages, texas, kind):
    record, field, _url = kind(texas)

    response = preview(admin, record, **{field: NEW})

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


def test_draft_stands_once_and_in_the_place_of_what_readers_see(admin, pages, texas):
    record, _field, _url = contact_of_an_office(texas)

    html = preview(admin, record, value="888-555-0123").content.decode()

    assert "888-555-0123" in html
    assert record.value not in html


def test_preview_of_an_unpublished_office_shows_it(admin, pages, texas):
    record, field, _url = office(texas)
    type(record).objects.update(live=False)

    assert NEW in preview(admin, record, **{field: NEW}).content.decode()


def test_added_coverage_leads_the_preview_to_its_place(admin, pages, texas):
    ohio = JurisdictionFactory(name="Ohio", code="OH", fips="39")
    record = RegionFactory(name="A task force", state=texas)

    response = preview(
        admin,
        record,
        **{
            "coverages-TOTAL_FORMS": "1",
            "coverages-0-jurisdiction": ohio.pk,
            "coverages-0-certainty": "documented",
            "coverages-0-part": NEW,
            "coverages-0-ORDER": "1",
        },
    )

    html = response.content.decode()
    assert NEW in html
    assert "Ohio" in html
    assert not record.coverages.exists()


def test_line_moved_to_other_callers_leaves_its_old_place(admin, pages, texas):
    record, _field, _url = line_for_emergencies(texas)

    html = preview(admin, record, audience="victim").content.decode()

    assert "In danger now?" not in html
    assert html.count(f"<h3>{record.name}</h3>") == 1


def test_what_no_page_shows_yet_has_no_preview(admin, pages):
    address = reverse(Jurisdiction.snippet_viewset.get_url_name("add"))

    assert admin.get(address).status_code == 200


def test_public_page_may_stand_in_no_frame(client, pages):
    for page in pages.values():
        path = urlsplit(page.url).path
        assert "frame-ancestors 'none'" in client.get(path)["Content-Security-Policy"]


def test_page_is_previewed_in_the_frame_of_our_own_admin(admin, pages):
    pages["faq"].save_revision()

    response = admin.get(
        reverse("wagtailadmin_pages:view_draft", args=[pages["faq"].pk])
    )

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
