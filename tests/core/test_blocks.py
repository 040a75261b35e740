"""What editors may put into a body."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlock
from wagtail.fields import StreamField

from core.blocks import HeadedBlock, ProseBlock, SectionBlock, check_local_path
from core.models import BasePage
from sources.citing import ItemBlock, ItemListBlock


class NotedBlock(HeadedBlock):
    """A headed block that adds nothing of its own."""


def bodies():
    for model in apps.get_models():
        if issubclass(model, BasePage):
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    yield from field.stream_block.child_blocks.values()


BODY_BLOCKS = {type(block): block for block in bodies()}.values()


@pytest.mark.parametrize(
    "path", ["", "/", "/ok/", "/regions/?q=texas", "/record/#list"]
)
def test_page_of_this_site_may_be_linked(path):
    check_local_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "///evil.example",
        "https:",
        "https://evil.example/",
        "javascript:alert(1)",
        "regions/",
        "#list",
        " /ok/",
        "\\evil.example",
    ],
)
def test_anything_else_may_not(path):
    with pytest.raises(ValidationError, match="one slash"):
        check_local_path(path)


def test_path_that_browsers_read_as_another_website_is_refused():
    with pytest.raises(ValidationError):
        check_local_path("/\\evil.example")


@pytest.mark.parametrize("link", ["//evil.example", "https://evil.example/"])
def test_row_of_a_list_refuses_a_link_to_another_website(link):
    block = ItemBlock()
    row = block.to_python({"title": "A name", "text": "A sentence.", "link": link})

    with pytest.raises(ValidationError) as caught:
        block.clean(row)

    assert set(caught.value.block_errors) == {"link"}


def test_row_of_a_list_needs_no_link():
    block = ItemBlock()

    cleaned = block.clean(block.to_python({"title": "A name", "text": "A sentence."}))

    assert not cleaned["link"]


def test_heading_is_required():
    block = NotedBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"heading": ""}))

    assert set(caught.value.block_errors) == {"heading"}


def test_heading_stays_short_enough_to_be_one():
    block = NotedBlock()

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "x" * 121}))

    assert block.clean(block.to_python({"heading": "x" * 120}))


def test_list_of_rows_is_not_empty():
    block = ItemListBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python({"heading": "A list", "items": []}))

    assert "items" in caught.value.block_errors


@pytest.mark.parametrize("block", BODY_BLOCKS, ids=lambda block: type(block).__name__)
def test_block_of_a_body_with_a_heading_opens_a_section(block):
    has_heading = isinstance(block, StructBlock) and "heading" in block.child_blocks

    assert has_heading == isinstance(block, HeadedBlock)


def test_reading_text_offers_no_heading_above_the_third_level_and_no_pictures():
    offered = set(ProseBlock().field.widget.features)

    assert "link" in offered
    assert not offered & {"h1", "h2", "image", "embed", "document-link", "hr"}


def test_section_shows_its_heading_and_its_text():
    block = SectionBlock()
    value = block.to_python({"heading": "Scope & reach", "text": "<p>Words.</p>"})

    html = block.render(value, context={"anchor": "scope"})

    assert 'id="scope"' in html
    assert "Scope &amp; reach" in html
    assert "<p>Words.</p>" in html
