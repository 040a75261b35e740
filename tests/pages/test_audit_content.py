"""Typed figures are found on live pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.rich_text import RichText

from stats.rich_text import written
from tests.factories import (
    MilestoneFactory,
    ObservationFactory,
    StandardPageFactory,
    TimelinePageFactory,
    published,
)


@pytest.fixture
def statistic(db):
    return published(
        ObservationFactory(
            statistic__label="Satellite offices",
            statistic__unit="offices",
            statistic__program__name="Ours",
            number=29,
            as_published="29",
        )
    ).statistic


def audit():
    """Return the lines of the command, and what it says at the end if it fails."""
    out = StringIO()
    try:
        call_command("audit_content", stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), None


def section(text):
    return [("section", {"heading": "Words", "text": RichText(text)})]


def test_site_without_typed_figures_is_told_so_in_one_line(home, statistic):
    StandardPageFactory(
        parent=home, body=section(f"<p>There are {written(statistic.pk)}.</p>")
    )

    lines, failure = audit()

    assert lines == ["No figure is typed where the record holds it."]
    assert failure is None


def test_typed_figure_is_listed_with_page_field_sentence_and_statistic(home, statistic):
    StandardPageFactory(
        parent=home,
        slug="size",
        title="Size",
        body=section("<p>It grows.</p><ul><li>It has <b>29</b> offices.</li></ul>"),
    )

    lines, failure = audit()

    assert lines == [
        "Size (/size/): body[1].section.text: “29” in “It has 29 offices.”: "
        "see Satellite offices (Ours)"
    ]
    assert failure == "1 figure is typed. Put in the figure from the record instead."


def quotation(text, source):
    return [("quote", {"text": text, "speaker": "Alex Example", "source": source})]


def test_unit_that_is_said_twice_is_listed(home, statistic):
    text = f"<p>It has {written(statistic.pk)} offices now.</p>"
    StandardPageFactory(parent=home, slug="size", title="Size", body=section(text))

    found, failure = audit()

    assert found == [
        "Size (/size/): body[1].section.text: “offices” in "
        "“29 satellite offices offices”: see Satellite offices (Ours)"
    ]
    assert failure


def test_every_text_of_a_page_is_read(home, statistic):
    typed = "There are 29 offices."
    items = {
        "heading": typed,
        "intro": RichText(f"<p>{typed}</p>"),
        "items": [{"title": "29 offices", "text": typed, "link": "/"}],
    }
    StandardPageFactory(
        parent=home, title=typed, lede=typed, search_description=typed,
        body=[("items", items)],
    )  # fmt: skip
    page = TimelinePageFactory(parent=home)
    MilestoneFactory(page=page, text=typed, quote="29 offices")

    lines, failure = audit()

    fields = {line.split("): ", 1)[1].split(":")[0] for line in lines}
    assert fields == {
        "title", "lede", "search_description", "body[1].items.heading",
        "body[1].items.intro", "body[1].items.items[1].title",
        "body[1].items.items[1].text", "milestones[1].text",
    }  # fmt: skip
    assert failure.startswith("8 figures are typed.")


def test_quotations_and_drafts_are_left_out(home, statistic):
    source = statistic.observations.get().source
    StandardPageFactory(
        parent=home, body=quotation("We have 29 offices in all.", source)
    )
    StandardPageFactory(parent=home, live=False, body=section("<p>29 offices</p>"))

    assert audit()[1] is None
