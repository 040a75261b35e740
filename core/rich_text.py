"""Rich text that never raises, in the editor, in the database or on a page."""

import logging
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import escape, strip_tags
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import EntityHandler, LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.content_state import AllowedContent, read
from core.keys import is_key

logger = logging.getLogger(__name__)

# What Wagtail's converter raises for text that it has not written itself.
NOT_ITS_OWN = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)
# A key that no record has.
NO_RECORD = "0"

Attrs = dict[str, str]


class Refused:
    """A text kept as submitted, for the editor to fix, and never saved."""

    def __init__(self, sent: str, error: ValidationError) -> None:
        self.sent, self.error = sent, error

    def __str__(self) -> str:
        """Raise the error that the form's field shows."""
        raise self.error


class CheckedRichTextArea(DraftailRichTextArea):
    """Wagtail's editor, which validates its input and opens any text."""

    @cached_property
    def allowed(self) -> AllowedContent:
        exporter = self.converter.exporter
        return AllowedContent(
            *(
                frozenset(options) - {"fallback", "FALLBACK"}
                for options in (
                    exporter.block_options,
                    exporter.style_options,
                    exporter.entity_options,
                )
            )
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = data.get(name)
        if sent is None:
            return None
        try:
            state = read(sent, self.allowed)
        except ValidationError as error:
            return Refused(sent, error)
        return self.converter.exporter.render(state)

    def format_value(self, value: Any) -> str:
        if isinstance(value, Refused):
            return value.sent
        for readable in (as_stored, mended):
            try:
                return super().format_value(readable(value))
            except NOT_ITS_OWN:
                logger.exception("A text cannot be opened as it is stored")
        return super().format_value(plain(value))


def as_stored(html: Any) -> Any:
    return html


def mended(html: Any) -> str:
    """Return the text with its tags closed, and without impossible links."""
    soup = BeautifulSoup(html or "", "html.parser")
    for tag in soup.find_all(["a", "embed"]):
        is_reference = tag.has_attr("linktype") or tag.has_attr("embedtype")
        if is_reference and not is_key(str(tag.get("id", ""))):
            tag["id"] = NO_RECORD
    return str(soup)


def plain(html: Any) -> str:
    return f"<p>{escape(strip_tags(str(html or '')))}</p>"


def forgiving(handler: type[EntityHandler]) -> type[EntityHandler]:
    """Return the handler, which ignores references that cannot be resolved."""
    nothing = "<a>" if issubclass(handler, LinkHandler) else ""

    class Forgiving(handler):
        @classmethod
        def expand_db_attributes_many(cls, attrs_list: list[Attrs]) -> list[str]:
            sound = [attrs for attrs in attrs_list if is_sound(attrs)]
            found = iter(super().expand_db_attributes_many(sound) if sound else [])
            return [next(found) if is_sound(attrs) else nothing for attrs in attrs_list]

        @classmethod
        def extract_references(cls, attrs: Attrs) -> Any:
            return super().extract_references(attrs) if is_sound(attrs) else []

    Forgiving.__name__ = Forgiving.__qualname__ = handler.__name__
    return Forgiving


def is_sound(attrs: Attrs) -> bool:
    """Return whether it has the key of a record, or a URL as embedded videos have."""
    sound = is_key(attrs.get("id", "")) or "url" in attrs
    if not sound:
        logger.warning("A text refers to what cannot be there: %.100s", attrs)
    return sound


def forgive_references(features: FeatureRegistry) -> None:
    for handlers in (features.link_types, features.embed_types):
        for name, handler in list(handlers.items()):
            handlers[name] = forgiving(handler)
