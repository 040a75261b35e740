"""Unbreakable pieces of rich text in the editor: a figure, a citation."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.rich_text.converters.contentstate_models import Entity, EntityRange
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    FORCE_WHITESPACE,
    KEEP_WHITESPACE,
    add_paragraph_block,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

Read = Callable[[dict[str, str]], dict[str, str]]


class PieceFeature(EntityFeature):
    """A button that puts an unbreakable piece into the text: a figure, a citation."""

    PIECES = {"type": "PIECES"}

    def __init__(self, data: dict[str, Any], script: str) -> None:
        scripts = ["wagtailadmin/js/chooser-modal.js", "js/pieces-in-text.js", script]
        sheets = {"all": ["css/admin-pieces-in-text.css"]}
        super().__init__(data, js=scripts, css=sheets)

    def construct_options(self, options: dict[str, Any]) -> None:
        super().construct_options(options)
        plugins = options.setdefault("plugins", [])
        if self.PIECES not in plugins:
            plugins.append(self.PIECES)


class PieceElementHandler:
    """
    Turns an element of stored text into a piece of the editor's text.

    `read`: returns the piece's data from the element's attributes; `string` is shown.
    """

    def __init__(self, entity: str, read: Read, is_apart: bool = True) -> None:
        self.entity, self.read, self.is_apart = entity, read, is_apart

    def handle_starttag(
        self, name: str, attrs: list[tuple[str, str]], state: Any, contentstate: Any
    ) -> None:
        if state.current_block is None:
            add_paragraph_block(state, contentstate)
        block = state.current_block
        if self.is_apart and state.leading_whitespace == FORCE_WHITESPACE:
            block.text += " "
        data = self.read({name: value or "" for name, value in attrs})
        entity = Entity(self.entity, "IMMUTABLE", data)
        place = EntityRange(contentstate.add_entity(entity))
        place.offset, place.length = len(block.text), len(data["string"])
        block.entity_ranges.append(place)
        block.text += data["string"]
        state.leading_whitespace = KEEP_WHITESPACE

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        """Do nothing: the element is empty."""
