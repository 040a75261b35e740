"""What the rich text editor may send, and what it costs."""

import json

import pytest
from django.core.exceptions import ValidationError
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text import get_rich_text_editor_widget

from core.content_state import MAX_CHARACTERS, MAX_RANGES
from core.malformed_forms import MalformedForm

DEEP = "[" * 100_000


def block(text="Words here", **values):
    return {"key": "a", "text": text, "type": "unstyled", "depth": 0} | values


def state(*blocks, **entities):
    return {"blocks": list(blocks), "entityMap": entities}


def linked(data, kind="LINK", **values):
    entity = {"type": kind, "mutability": "MUTABLE", "data": data}
    ranges = [{"offset": 0, "length": 5, "key": 0}]
    return state(block(entityRanges=ranges, **values)) | {"entityMap": {"0": entity}}


def bold(offset, length, style="BOLD"):
    return {"offset": offset, "length": length, "style": style}


def sent(value):
    text = value if isinstance(value, str) else json.dumps(value)
    editor = get_rich_text_editor_widget()
    return editor.value_from_datadict({"body": text}, {}, "body")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{",
        "[]",
        "1",
        DEEP,
        "9" * 5_000,
        {"blocks": 1},
        {"blocks": [1]},
        state(block(text=None)),
        state(block(type=[])),
        state(block(depth="a")),
        state(block(depth=-1)),
        state(block(depth=10**9)),
        state(block(depth=True)),
        state(block(key={})),
        state(block(inlineStyleRanges={})),
        state(block(inlineStyleRanges=[1])),
        state(block(inlineStyleRanges=[bold(-1, 2)])),
        state(block(inlineStyleRanges=[bold(0, 99)])),
        state(block(inlineStyleRanges=[bold("0", 1)])),
        state(block(inlineStyleRanges=[bold(0, 1, [])])),
        state(block(entityRanges=[{"offset": 0, "length": 1, "key": 7}])),
        state(block(entityRanges=[{"offset": 0, "length": 1}])),
        linked([]),
        linked({}, kind=None),
        {"blocks": [], "entityMap": []},
    ],
)
def test_what_no_editor_sends_is_unreadable(value):
    with pytest.raises(MalformedForm, match="nothing was saved"):
        sent(value)


def test_one_word_cannot_be_two_links():
    value = linked({"url": "/a/"})
    value["blocks"][0]["entityRanges"] *= 2

    with pytest.raises(MalformedForm):
        sent(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (linked({"id": "abc"}), "leads nowhere (“abc”)"),
        (linked({"id": "9" * 30}), "leads nowhere"),
        (linked({"id": [1]}), "leads nowhere"),
        (linked({"id": 1.5}), "leads nowhere"),
        (linked({"url": "javascript:alert(1)"}), "leads nowhere"),
        (linked({"url": "java\tscript:alert(1)"}), "leads nowhere"),
        (linked({"url": "/" + "a" * 3_000}), "leads nowhere"),
        (linked({"url": 1}), "leads nowhere"),
        (linked({"id": None, "url": None}), "leads nowhere"),
        (linked({"string": "a"}, "STATISTIC"), "leads nowhere (“STATISTIC”)"),
        (linked({"id": "x"}, "STATISTIC"), "leads nowhere"),
        (linked({"id": 1}, "IMAGE"), "leads nowhere"),
        (state(block(type="header-one")), "does not take"),
        (state(block(inlineStyleRanges=[bold(0, 1, "ITALIC")])), "does not take"),
        (state(block("a\x00b")), "half a sign"),
        (state(block("a\ud800b")), "half a sign"),
        (state(block("a" * (MAX_CHARACTERS + 1))), "too long"),
        (state(block("\n" * 1_000)), "too long"),
        (state(*[block()] * 1_000), "too long"),
        (state(block(inlineStyleRanges=[bold(0, 1)] * (MAX_RANGES + 1))), "too many"),
    ],
)
def test_what_an_editor_can_mend_is_said_and_kept(value, words):
    editor = get_rich_text_editor_widget()
    text = json.dumps(value)

    refused = editor.value_from_datadict({"body": text}, {}, "body")

    with pytest.raises(ValidationError) as said:
        str(refused)
    assert words in said.value.message
    assert editor.format_value(refused) == text


def test_what_the_editor_sends_of_an_empty_text_is_an_empty_text():
    assert sent("null") == sent(state()) == ""


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (linked({"id": 7, "url": None}), '<a linktype="page" id="7">Words</a> here'),
        (linked({"id": "7"}), '<a linktype="page" id="7">Words</a> here'),
        (linked({"url": "/a/"}), '<a href="/a/">Words</a> here'),
        (linked({"url": "tel:555-0100"}), '<a href="tel:555-0100">Words</a> here'),
        # Browsers count this sign twice, so the last range may end behind the text.
        (state(block("😀 b", inlineStyleRanges=[bold(0, 4)])), "<b>😀 b</b>"),
        (
            state(block(inlineStyleRanges=[bold(2, 3), bold(0, 3), bold(6, 1)])),
            "<b>Words</b> <b>h</b>ere",
        ),
        (state(block(inlineStyleRanges=[bold(0, 5)] * 2)), "<b>Words</b> here"),
        (state(block("a\nb")), "a<br/>b"),
    ],
)
def test_what_an_editor_sends_is_kept(value, html):
    assert sent(value) == f'<p data-block-key="a">{html}</p>'


def test_ranges_that_lie_over_each_other_cost_no_more_than_one(monkeypatch):
    made = []
    create = DOM.create_element
    monkeypatch.setattr(
        DOM, "create_element", lambda *args: made.append(args) or create(*args)
    )
    over = [bold(start, 1_000 - start) for start in range(MAX_RANGES // 4)]

    html = sent(state(block("a" * 1_000, inlineStyleRanges=over)))

    assert html.count("<b>") == 1
    assert len(made) < 20
