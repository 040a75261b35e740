"""A figure inside the text that an editor writes."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.rich_text import expand_db_html

from core.content_state import utf16_length
from core.rich_text import Refused
from stats.rich_text import ENTITY, in_editor, written
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


def test_editor_shows_value_and_unit_and_stores_the_reference():
    statistic = figure("30")

    state, stored = through_the_editor(
        f"<p><b>See</b> {written(statistic.pk)} and {written(statistic.pk)}, or</p>"
    )

    words = "30 offices"
    (block,) = state["blocks"]
    assert block["text"] == f"See {words} and {words}, or"
    first, second = block["entityRanges"]
    assert (first["offset"], first["length"]) == (4, len(words))
    assert second["offset"] == len(f"See {words} and ")
    entity = state["entityMap"][str(first["key"])]
    assert entity["mutability"] == "IMMUTABLE"
    data = {"id": str(statistic.pk), "label": "Offices", "string": words}
    assert entity["data"] == data
    assert f"</b> {written(statistic.pk)} and {written(statistic.pk)}, or" in stored


def test_editor_can_open_a_text_that_is_nothing_but_a_figure():
    statistic = figure("30")

    state, stored = through_the_editor(written(statistic.pk))

    assert state["blocks"][0]["text"] == "30 offices"
    assert written(statistic.pk) in stored


def test_editor_says_if_a_statistic_is_not_there():
    state, stored = through_the_editor('<p><embed embedtype="statistic" id="9"/></p>')

    assert state["blocks"][0]["text"] == "Statistic not found"
    assert 'id="9"' in stored


@pytest.mark.parametrize(
    "published_as", [(), ("30",), ("30", "31"), ("30", "31", "hundreds")]
)
def test_editor_shows_what_readers_will_see(published_as):
    statistic = figure(*published_as)

    state, _stored = through_the_editor(f"<p>{written(statistic.pk)}</p>")

    html = expand_db_html(written(statistic.pk))
    seen = BeautifulSoup(html, "html.parser")
    for mark in seen.select(".source-mark"):
        mark.decompose()
    words = seen.get_text().replace("\N{NO-BREAK SPACE}", "")
    assert state["blocks"][0]["text"] == words


def sent(statistic, following, before=""):
    """Return what the editor sends of a sentence with a figure."""
    words = in_editor(statistic)
    place = {"key": 0, "offset": utf16_length(before), "length": len(words)}
    entity = {"type": ENTITY, "data": {"id": str(statistic.pk), "string": words}}
    block = {"text": f"{before}{words}{following}", "entityRanges": [place]}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def refusal(sentence):
    widget = get_rich_text_editor_widget()
    found = widget.value_from_datadict({"text": sentence}, {}, "text")
    return found.error.messages[0] if isinstance(found, Refused) else ""


@pytest.mark.parametrize(
    ("label", "unit", "behind", "repeated"),
    [
        ("Arrests", "arrests", " arrests were made", "arrests"),
        ("Arrests", "arrests", " Arrest", "Arrest"),
        ("Arrests", "arrests", "arrests", "arrests"),
        ("Regional task forces", "task forces", " task forces", "task forces"),
        ("Regional task forces", "task forces", " forces", "forces"),
    ],
)
def test_words_behind_a_figure_do_not_repeat_its_unit(label, unit, behind, repeated):
    statistic = figure("12", label=label, unit=unit)

    message = refusal(sent(statistic, behind, before="\N{OFFICE BUILDING} "))

    assert message.endswith(f"Delete “{repeated}” behind it.")
    assert f"“12 {label.lower()} {repeated}”" in message


@pytest.mark.parametrize(
    "behind", ["", ".", " were made.", ". Arrests rose.", ", arrests of", " in 2025"]
)
def test_other_words_may_follow(behind):
    assert refusal(sent(figure("12", label="Arrests", unit="arrests"), behind)) == ""


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
    assert (chosen["figure"], chosen["label"]) == ("30 offices", "Offices")


def test_page_editor_brings_the_button_and_its_script(admin, home):
    page = StandardPageFactory(parent=home)

    html = admin.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode()

    assert "js/statistic-in-text.js" in html
    assert "Figure from the record" in html
