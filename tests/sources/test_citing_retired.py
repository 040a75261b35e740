"""A retired source: what cites it may go on, and nothing else may begin to."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.rich_text import Refused
from pages.models import StandardPage
from sources.citations.marks import CitedPassage
from sources.citations.rich_text import written
from sources.citing import CitationBlock
from tests.factories import SourceFactory, StandardPageFactory, published

pytestmark = pytest.mark.django_db

REFUSAL = "“Old report” is retired. Cite another source."


@pytest.fixture
def retired():
    return SourceFactory(title="Old report", is_retired=True)


def prose(*sources):
    cited = "".join(written(CitedPassage(each.pk, "so", "")) for each in sources)
    return f"<p>So it is.{cited}</p>"


def in_editor(html):
    return get_rich_text_editor_widget().converter.from_database_format(html)


def block(kind, value):
    return {"deleted": "", "type": kind, "id": "", "value": value}


def section(html):
    return block("section", {"heading": "One", "text": in_editor(html)})


def quote(source):
    value = {"text": "So", "speaker": "A", "role": "", "date_note": ""}
    return block("quote", value | {"source": source.pk})


def row(source):
    citation = {"source": source.pk, "quote": "so", "as_of": ""}
    listed = {"count": 1, "0": {"deleted": "", "order": 0, "id": "", "value": citation}}
    item = {"title": "A", "text": "B", "link": "", "citations": listed}
    items = {"count": 1, "0": {"deleted": "", "order": 0, "id": "", "value": item}}
    value = {"heading": "Rows", "intro": in_editor(""), "items": items}
    return block("items", value)


def send(admin, page, *blocks, citations=(), **more):
    rows = {str(at): each | {"order": at} for at, each in enumerate(blocks)}
    data = {
        "title": page.title,
        "slug": page.slug,
        "search_description": "What it holds.",
        "body": rows | {"count": len(blocks)},
        "citations": inline_formset(list(citations)),
        "comments": inline_formset([]),
    }
    url = f"/admin/pages/{page.pk}/edit/"
    answer = admin.post(url, nested_form_data(data) | more, follow=True)
    html = BeautifulSoup(answer.content, "html.parser").get_text()
    # Errors of a body are in its data.
    return (
        answer.content.decode().replace("\\u201c", "“").replace("\\u201d", "”") + html
    )


def told(admin, page, *blocks, **more):
    return REFUSAL in send(admin, page, *blocks, **more)


@pytest.fixture
def page(home):
    return published(StandardPageFactory(parent=home, search_description="It."))


def newest(page):
    return StandardPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("kind", [lambda s: section(prose(s)), quote, row])
@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_new_citation_is_refused_at_its_field(admin, page, retired, kind, action):
    before = newest(page).body.raw_data

    assert told(admin, page, kind(retired), **action)
    assert list(newest(page).body.raw_data) == list(before)


def test_new_citation_of_a_lede_is_refused(admin, page, retired):
    row = {"source": retired.pk, "quote": "so", "as_of": "", "ORDER": 1, "id": ""}

    assert told(admin, page, section("<p>So.</p>"), citations=[row])
    assert newest(page).citations.count() == 0


@pytest.mark.parametrize("kind", [lambda s: section(prose(s)), quote, row])
def test_old_citation_stays(admin, page, retired, kind):
    retired.is_retired = False
    retired.save()
    assert not told(admin, page, kind(retired))
    retired.is_retired = True
    retired.save()

    # Elsewhere on the same page, and a second time, too.
    assert not told(admin, page, kind(retired), section(prose(retired, retired)))

    body = json.dumps(list(newest(page).body.raw_data))
    assert body.count(f'id=\\"{retired.pk}\\"') >= 2


def test_source_in_use_and_one_that_is_not_there_are_no_matter(admin, page):
    html = prose(SourceFactory.build(pk=999), SourceFactory())

    assert "has been updated" in send(admin, page, section(html))
    (kept,) = newest(page).body.raw_data
    assert 'id="999"' in kept["value"]["text"]


def test_outside_of_a_form_nothing_is_asked(retired):
    citation = CitationBlock().to_python({"source": retired.pk, "quote": "so"})

    assert CitationBlock().clean(citation)
    assert not isinstance(in_editor(prose(retired)), Refused)
