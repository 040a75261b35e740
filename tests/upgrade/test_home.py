"""The home page keeps its doors and sections, which became editors' to change."""

import pytest
from django.test import Client
from wagtail.models import Revision

from pages.models import HomePage
from publishing.revision_content import from_json
from tests.upgrade.test_seed import seed

DOORS = {
    "/help/": "Get help or report a crime",
    "/regions/": "State and local agencies",
    "/record/": "Press and researchers",
}


def labels(page):
    return {part.value.url: part.value["label"] for part in page.doors}


@pytest.mark.usefixtures("before")
def test_doors_are_those_of_before_on_the_page_and_in_every_version():
    versions = Revision.objects.for_instance(HomePage.objects.get())

    assert labels(HomePage.objects.get()) == DOORS
    assert versions.exists()
    assert all(labels(each.as_object()) == DOORS for each in versions)


@pytest.mark.usefixtures("before")
def test_no_section_is_hidden_and_none_is_stored_anew():
    home = HomePage.objects.get()
    stored = home.body.get_prep_value()
    newest = from_json(home.get_latest_revision().content["body"])

    assert stored == newest
    assert not any("is_hidden" in each["value"] for each in stored)


@pytest.mark.usefixtures("before")
def test_seed_leaves_doors_alone_that_an_editor_chose():
    seed()
    home = HomePage.objects.get()
    home.doors[1].value["label"] = "Of an editor"
    home.save_revision().publish()

    told = seed()

    assert any(name == "home" for name, _reason in told)
    assert "Of an editor" in Client().get("/").content.decode()
