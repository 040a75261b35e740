"""The seed: citations beside plain texts, and texts from before there were any."""

import json
from unittest.mock import patch

import pytest
from django.core.management import CommandError

from pages.models import SeedEntry, StandardPage
from pages.seeding.state import state_of
from timeline.models import Milestone, TimelinePage

pytestmark = pytest.mark.django_db

TIMELINE = """\
- {key: timeline, type: TimelinePage, parent: home, slug: timeline, title: Timeline,
   search_description: When., milestones: [
     {key: one, title: One, text: It began., start: 2025-01-20, source: report,
      citations: [{source: leaflet, quote: begun, as_of: 2025-01-21}]},
     {key: two, title: Two, text: It went on., start: 2025-02-20, source: report}]}
"""
WITHOUT = TIMELINE[: TIMELINE.index(",\n      citations")] + "}]}\n"
ROWS = """\
- {key: rows, type: StandardPage, parent: home, slug: rows, title: Rows,
   search_description: Rows., body: [{items: {heading: One, items: [
     {title: First, text: Text., citations: [{source: report}]},
     {title: Second, text: Text.}]}}]}
"""


def milestone(slug="one"):
    return Milestone.objects.get(slug=slug)


def test_milestone_and_row_cite_by_the_keys_of_sources(loaded):
    loaded.write("pages/timeline.yaml", TIMELINE)
    loaded.write("pages/rows.yaml", ROWS)

    loaded.load()

    (own, further) = milestone().cited
    assert str(own.source) == "A report"
    assert (str(further.source), further.quote) == ("A leaflet", "begun")
    assert str(further.as_of) == "2025-01-21"
    (block,) = StandardPage.objects.get(slug="rows").body
    cited = [[str(c.source) for c in row["citations"]] for row in block.value["items"]]
    assert cited == [["A report"], []]


def test_citation_that_the_file_takes_out_is_gone(loaded):
    loaded.write("pages/timeline.yaml", TIMELINE)
    loaded.load()
    loaded.write("pages/timeline.yaml", WITHOUT)

    loaded.load()

    assert list(milestone().citations) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("leaflet", "flyer", "citations[1].citation.source: there is no source"),
        ("quote: begun", "words: begun", "citations[1].citation.words: there is no"),
    ],
)
def test_mistake_in_a_citation_names_its_place(loaded, old, new, problem):
    loaded.write("pages/timeline.yaml", TIMELINE.replace(old, new))

    with pytest.raises(CommandError) as caught:
        loaded.load()

    assert problem in str(caught.value)


def hashed(page):
    """Return what the state of a page is the hash of."""
    with patch("pages.seeding.state.digest", lambda content: content):
        return state_of(page)


def as_before(page):
    """Take out of what is stored what the version before did not know."""
    Milestone.objects.update(citations=None)
    revision = page.latest_revision
    for row in revision.content["milestones"]:
        del row["citations"]
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    return TimelinePage.objects.get(pk=page.pk)


def test_page_from_before_there_were_citations_counts_as_untouched(loaded):
    loaded.write("pages/timeline.yaml", WITHOUT)
    loaded.load()
    page = TimelinePage.objects.get()
    memory = SeedEntry.objects.get(kind="page", key="timeline")
    assert state_of(page) == memory.state_hash

    assert state_of(as_before(page)) == memory.state_hash
    assert "citations" not in hashed(page)["milestones"][0]


def rows_of(body):
    return body[0]["value"]["items"]


def test_body_that_an_editor_saves_unchanged_counts_as_untouched(loaded):
    loaded.write("pages/rows.yaml", ROWS.replace(", citations: [{source: report}]", ""))
    loaded.load()
    page = StandardPage.objects.get(slug="rows")
    before = state_of(page)

    body = json.loads(hashed(page)["body"])
    assert all(
        row["value"].keys() == {"title", "text", "link"} for row in rows_of(body)
    )

    # Each block is read, and so is written anew.
    assert [block.value for block in page.body]
    page.save_revision().publish()

    assert state_of(StandardPage.objects.get(pk=page.pk)) == before
