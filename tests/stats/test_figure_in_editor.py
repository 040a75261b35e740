"""A figure inside the text that an editor writes."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text import get_rich_text_editor_widget

from stats.rich_text import written
from tests.factories import (
    ObservationFactory,
    StandardPageFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db


def figure(*published_as, label="Offices", unit="offices", **values):
    """Make a statistic that each source prints so."""
    statistic = StatisticFactory(label=label, unit=unit)
    for words in published_as:
        given = {"as_published": words} | values
        published(ObservationFactory(statistic=statistic, **given))
    return statistic


def through_the_editor(html):
    converter = get_rich_text_editor_widget().converter
    state = json.loads(converter.from_database_format(html))
    return state, converter.to_database_format(json.dumps(state))


def test_editor_shows_label_and_value_and_stores_the_reference():
    statistic = figure("30")

    state, stored = through_the_editor(
        f"<p><b>See</b> {written(statistic.pk)} and {written(statistic.pk)}, or</p>"
    )

    words = "Offices: 30"
    (block,) = state["blocks"]
    assert block["text"] == f"See {words} and {words}, or"
    first, second = block["entityRanges"]
    assert (first["offset"], first["length"]) == (4, len(words))
    assert second["offset"] == len(f"See {words} and ")
    entity = state["entityMap"][str(first["key"])]
    assert entity["mutability"] == "IMMUTABLE"
    assert entity["data"] == {"id": str(statistic.pk), "string": words}
    assert f"</b> {written(statistic.pk)} and {written(statistic.pk)}, or" in stored


def test_editor_can_open_a_text_that_is_nothing_but_a_figure():
    statistic = figure("30")

    state, stored = through_the_editor(written(statistic.pk))

    assert state["blocks"][0]["text"] == "Offices: 30"
    assert written(statistic.pk) in stored


def test_editor_says_if_a_statistic_is_not_there():
    state, stored = through_the_editor('<p><embed embedtype="statistic" id="9"/></p>')

    assert state["blocks"][0]["text"] == "Statistic not found"
    assert 'id="9"' in stored


def test_chooser_offers_what_is_in_use_with_its_value(admin):
    figure("30", label="Offices")
    retired = figure("12", label="Posts")
    retired.is_retired = True
    retired.save()

    listed = admin.get(reverse("wagtailsnippetchoosers_stats_statistic:choose"))

    assert "Offices" in listed.json()["html"]
    assert "30 offices" in listed.json()["html"]
    assert "Posts" not in listed.json()["html"]


def test_chooser_can_be_searched(admin):
    figure("30", label="Offices")
    figure("12", label="Arrests", unit="arrests")

    found = admin.get(
        reverse("wagtailsnippetchoosers_stats_statistic:choose_results"), {"q": "offic"}
    )

    assert "Offices" in found.content.decode()
    assert "Arrests" not in found.content.decode()


def test_choosing_tells_the_editor_what_to_show(admin):
    statistic = figure("30")

    chosen = admin.get(
        reverse("wagtailsnippetchoosers_stats_statistic:chosen", args=[statistic.pk])
    ).json()["result"]

    assert chosen["id"] == str(statistic.pk)
    assert chosen["figure"] == "Offices: 30"


def test_page_editor_brings_the_button_and_its_script(admin, home):
    page = StandardPageFactory(parent=home)

    html = admin.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode()

    assert "js/statistic-in-text.js" in html
    assert "Figure from the record" in html
