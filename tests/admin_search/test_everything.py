"""The admin's search in one box: what it finds, where, and within whose rights."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from tests.factories import (
    AgencyIndexPageFactory,
    AgencyPageFactory,
    ContactChannelFactory,
    CreditedImageFactory,
    MilestoneFactory,
    NationalLineFactory,
    ObservationFactory,
    OfficeFactory,
    RegionFactory,
    SearchMeaningFactory,
    SourceFactory,
    StandardPageFactory,
    StatisticFactory,
    TimelinePageFactory,
    published,
)

pytestmark = pytest.mark.django_db

FIND = "/admin/find/"


def found(client, words):
    """Return the titles found by the labels of their kinds."""
    answer = client.get(FIND, {"q": words})
    assert answer.status_code == 200
    return {
        kind.label: [thing.title for thing in kind.things]
        for kind in answer.context["kinds"]
    }


def one(client, words):
    (kind,) = client.get(FIND, {"q": words}).context["kinds"]
    (thing,) = kind.things
    return thing


def text(words):
    value = f"<p>{words}</p>"
    return [("section", {"heading": "A heading", "text": value})]


def somebody(role):
    user = User.objects.create_user(role, f"{role[:4]}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


def test_page_is_found_by_its_text_with_the_place_where_it_stands(admin, home):
    page = StandardPageFactory(
        parent=home, title="A page", body=text("About the <b>charter</b> of all.")
    )

    thing = one(admin, "charter")

    assert thing.title == "A page"
    assert thing.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert thing.status == "published"
    assert thing.place.label == "Body"
    assert thing.place.before.endswith("About the ")
    assert thing.place.found == "charter"
    assert thing.place.after.startswith(" of all.")


def test_page_is_found_by_a_part_of_its_title(admin, home):
    StandardPageFactory(parent=home, title="Unaccompanied")

    assert found(admin, "accomp") == {"Pages": ["Unaccompanied"]}


def test_draft_is_found_and_says_so(admin, home):
    page = StandardPageFactory(parent=home, title="A page", body=text("Old words."))
    page.body = text("Néw súrge of words.")
    page.save_revision()
    record = published(NationalLineFactory(name="A line", purpose="Old words."))
    record.purpose = "A surge of calls."
    record.save_revision()

    answer = admin.get(FIND, {"q": "surge"})

    assert found(admin, "surge") == {"Pages": ["A page"], "National lines": ["A line"]}
    assert all(
        thing.is_draft for kind in answer.context["kinds"] for thing in kind.things
    )
    assert b"not yet published" in answer.content


def test_all_words_must_stand_there(admin, home):
    StandardPageFactory(parent=home, title="One", body=text("alpha beta"))
    StandardPageFactory(parent=home, title="Two", body=text("alpha gamma"))

    assert found(admin, "beta alpha") == {"Pages": ["One"]}
    assert found(admin, "beta gamma") == {}


def test_records_of_each_kind_are_found(admin, home):
    agency = AgencyPageFactory(parent=AgencyIndexPageFactory(parent=home))
    SourceFactory(title="Zebra report")
    StatisticFactory(label="Zebra count")
    RegionFactory(name="Zebra force")
    OfficeFactory(name="Zebra office", agency=agency)
    NationalLineFactory(name="Zebra line")
    ContactChannelFactory(region=RegionFactory(), name="Zebra desk")
    SearchMeaningFactory(phrases="zebra")
    page = TimelinePageFactory(parent=home)
    MilestoneFactory(page=page, title="Zebra day")
    CreditedImageFactory(title="Zebra picture")
    get_document_model().objects.create(
        title="Zebra paper", file=ContentFile(b"words", "paper.txt")
    )

    kinds = found(admin, "zebra")

    assert {label for label, titles in kinds.items() if len(titles) == 1} >= {
        "Sources",
        "Statistics",
        "Task forces",
        "Partner offices",
        "National lines",
        "Contacts",
        "Meanings",
        "Milestones",
        "Images",
        "Documents",
    }


def test_number_is_found_in_each_spelling(admin):
    ObservationFactory(as_published="3,266")

    assert found(admin, "3266") == found(admin, "3,266")
    assert len(found(admin, "3266")["Values"]) == 1


def test_milestone_leads_to_its_page(admin, home):
    page = TimelinePageFactory(parent=home)
    MilestoneFactory(page=page, title="Zebra day")

    assert one(admin, "zebra").url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_more_than_are_shown_lead_to_the_list_of_that_kind(admin):
    for number in range(12):
        SourceFactory(title=f"Zebra {number}")

    (kind,) = admin.get(FIND, {"q": "zebra"}).context["kinds"]

    assert len(kind.things) == 10
    assert "zebra" in kind.more
    assert admin.get(kind.more).status_code == 200


def test_role_finds_what_it_may_see(client, home):
    page = StandardPageFactory(parent=home, title="Zebra page", live=False)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    SourceFactory(title="Zebra report")
    ContactChannelFactory(region=RegionFactory(), name="Zebra desk")
    SearchMeaningFactory(phrases="zebra")
    CreditedImageFactory(title="Zebra picture")
    editor = {"Pages", "Sources", "Contacts", "Images"}
    expected = {
        "Editor": editor,
        "Reviewer": editor | {"Meanings"},
        "Site manager": editor | {"Meanings"},
        "Regional contacts editor": {"Contacts"},
    }

    kinds = {}
    for role in expected:
        client.force_login(somebody(role))
        kinds[role] = set(found(client, "zebra"))

    assert kinds == expected


def test_without_a_right_to_edit_it_leads_to_where_it_can_be_seen(client):
    SourceFactory(title="Zebra report")
    record = SearchMeaningFactory(phrases="giraffe")
    client.force_login(somebody("Reviewer"))

    assert one(client, "zebra").url == "/admin/snippets/sources/source/?q=zebra"
    assert one(client, "giraffe").url == reverse(
        record.snippet_viewset.get_url_name("inspect"), args=[record.pk]
    )


def test_nobody_finds_anything_without_an_account(client):
    assert client.get(FIND, {"q": "x"}).status_code == 302


def test_box_in_the_menu_leads_there_and_other_searches_are_one_link_away(admin):
    home = admin.get(reverse("wagtailadmin_home")).content.decode()
    props = home.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    assert json.dumps("/admin/find/") in props

    page = admin.get(FIND, {"q": "zebra"}).content.decode()
    for name in ("wagtailadmin_pages:search", "wagtailimages:index"):
        assert f"{reverse(name)}?q=zebra" in page
    other = admin.get(reverse("wagtailadmin_pages:search"), {"q": "zebra"})
    assert f"{FIND}?q=zebra" in other.content.decode()


@pytest.mark.parametrize(
    "words",
    ["", "   ", "\x00", "%", "' OR 1=1", "a" * 10_000, "(((", "\u202ex", "a b " * 20],
)
def test_odd_words_give_a_page(admin, words):
    assert admin.get(FIND, {"q": words}).status_code == 200


def test_queries_do_not_grow_with_what_is_found(admin, home):
    def number():
        with CaptureQueriesContext(connection) as queries:
            admin.get(FIND, {"q": "zebra"})
        return len(queries)

    for _ in range(2):
        SourceFactory(title="Zebra")
        published(NationalLineFactory(name="Zebra")).save_revision()
    number()
    few = number()
    for _ in range(6):
        SourceFactory(title="Zebra")
        published(NationalLineFactory(name="Zebra")).save_revision()

    assert number() == few
