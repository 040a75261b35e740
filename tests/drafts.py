"""Drafts, each with what a browser sends of its form when nothing was changed."""

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories import (
    ContactChannelFactory,
    NewsPageFactory,
    ObservationFactory,
    QuestionPageFactory,
    RegionFactory,
    SourceFactory,
    planted,
)

NO_ROWS = {
    "TOTAL_FORMS": 0,
    "INITIAL_FORMS": 0,
    "MIN_NUM_FORMS": 0,
    "MAX_NUM_FORMS": 1000,
}
# Numbered as in a browser: without it, the same words would count as others each time.
BLOCK = "00000000-0000-4000-8000-000000005550"
BODY = streamfield([("text", rich_text("<p>Words.</p>"))])


def value(home):
    draft = ObservationFactory()
    draft.save_revision()
    return draft, {
        "statistic": draft.statistic_id,
        "as_published": "12",
        "number": "12",
        "qualifier": "exactly",
        "source": draft.source_id,
        "period_precision": "not_stated",
    }


def contact(home):
    draft = ContactChannelFactory(region=RegionFactory(), live=False)
    draft.save_revision()
    return draft, {
        "region": draft.region_id,
        "slug": draft.slug,
        "kind": draft.kind,
        "value": draft.value,
        "audience": draft.audience,
        "order": draft.order,
        "source": draft.source_id,
    }


def question(home):
    page = planted(QuestionPageFactory, home, live=False)
    page.save_revision()
    return page, page_form(page) | {"group": page.group_id, "order": page.order}


def source(home):
    """A record without drafts, whose every change is public at once."""
    record = SourceFactory()
    record.save_revision()
    return record, {
        "title": record.title,
        "number": record.number,
        "slug": record.slug,
        "kind": record.kind,
    }


def news(home):
    page = planted(NewsPageFactory, home, live=False)
    page.save_revision()
    return page, page_form(page) | {"summary": page.summary, "date": page.date}


def page_form(page):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "search_description": page.search_description,
            "body": BODY | {"0": BODY["0"] | {"id": BLOCK}},
            "citations": NO_ROWS,
            "comments": NO_ROWS,
            "change_notes": NO_ROWS,
        }
    )
