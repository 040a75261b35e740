"""Bodies of pages: their blocks, and what remains of malformed ones."""

import json

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField

from core.body import BodyBlock
from pages.models import StandardPage
from sources.citing import IndexBodyBlock

BODIES = {
    field.model.__name__: field.stream_block
    for model in apps.get_models()
    for field in model._meta.fields
    if isinstance(field, StreamField)
}


def within(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from within(child)
    if isinstance(block, blocks.ListBlock):
        yield from within(block.child_block)


@pytest.mark.parametrize("name", BODIES)
def test_each_body_leaves_out_what_is_out_of_shape(name):
    assert isinstance(BODIES[name], BodyBlock)


@pytest.mark.parametrize("name", BODIES)
def test_no_block_is_named_like_a_number_of_blocks(name):
    """`hstf_site.form_guards` takes a field of this name for one."""
    assert not [each for each in within(BODIES[name]) if each.name.endswith("count")]


def test_what_is_out_of_shape_is_left_out_and_logged(caplog):
    good = {"type": "section", "value": {"heading": "Words", "text": "<p>A</p>"}}
    odd = {"type": "section", "value": {"heading": 1, "text": "<p>B</p>"}}

    body = IndexBodyBlock().to_python([good, 1, {"type": "unknown", "value": 1}, odd])

    assert [each.value["heading"] for each in body] == ["Words", ""]
    assert [str(each.value["text"].source) for each in body] == ["<p>A</p>", "<p>B</p>"]
    assert len(caplog.records) == 3


def test_what_is_in_shape_stays_in_the_order_of_the_database(caplog):
    """PostgreSQL has its own, and the seed knows what it loaded by a hash of that."""
    section = {"text": "<p>A</p>", "heading": "Words"}
    stored = [{"id": "1", "type": "section", "value": section}]

    kept = IndexBodyBlock().to_python(stored).get_prep_value()

    assert json.dumps(kept) == json.dumps(stored)
    assert caplog.records == []


@pytest.mark.django_db
def test_the_order_of_the_database_makes_no_other_words():
    section = {"heading": "Words", "text": "<p>A</p>"}
    typed = {"type": "section", "value": section, "id": "1"}
    stored = {"id": "1", "type": "section", "value": dict(reversed(section.items()))}

    texts = {
        StandardPage().content_of({"body": json.dumps([block])})
        for block in (typed, stored)
    }

    assert len(texts) == 1


@pytest.mark.parametrize("value", ["", None, [], "no JSON"])
def test_nothing_is_an_empty_body(value, caplog):
    assert list(IndexBodyBlock().to_python(value)) == []
    assert caplog.records == []
