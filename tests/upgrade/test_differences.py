"""Differences of the version before, which did not know of what kind they are."""

import pytest

from sources.models import Disagreement

KINDS = {
    "drugs-seized": "measure",
    "arrests": "compatible",
    "firearms": "compatible",
    "leadership": "contradiction",
    "operational-since": "contradiction",
    "coverage": "contradiction",
    "federal-agencies": "compatible",
    "immigration": "contradiction",
    "order-title": "contradiction",
    "cartel-designations": "contradiction",
    "backpage-forfeiture": "compatible",
    "boats": "contradiction",
}


def test_differences_are_sorted_by_kind():
    assert dict(Disagreement.objects.values_list("slug", "kind")) == KINDS


def test_what_an_editor_added_or_changed_says_the_same_as_before():
    said = dict(Disagreement.objects.values_list("slug", "explanation"))

    assert said["boats"] == "Added by an editor."
    assert said["order-title"] == "Explained by an editor."


@pytest.mark.parametrize("slug", ["arrests", "drugs-seized", "leadership", "boats"])
def test_form_opens_with_the_kind(desk, slug):
    """Its newest version was stored without one, and is not rewritten."""
    topic = Disagreement.objects.get(slug=slug)
    address = f"/admin/snippets/sources/disagreement/edit/{topic.pk}/"

    page = desk("man-one").parsed(address)

    chosen = page.find("select", attrs={"name": "kind"}).find("option", selected=True)
    assert chosen["value"] == KINDS[slug]
