"""A citation inside rich text: a source by its key, its exact words, and a day."""

import datetime
import html
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy
from draftjs_exporter.dom import DOM
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.content_state import CHECKS
from core.keys import is_key
from core.text_pieces import PieceElementHandler, PieceFeature
from sources.citations.finished_page import known
from sources.citations.marks import CitedPassage
from sources.citing import MOST_WORDS
from sources.models import Source

FEATURE = "citation"
ENTITY = "CITATION"
MAX_CHARACTERS = 400
# How many words an editor sees in the text field.
SHOWN_WORDS = 4
SHOWN_CHARACTERS = 40  # of a source's name

Attrs = dict[str, str]


def written(citation: CitedPassage) -> str:
    """Return a citation as it is stored inside rich text."""
    return format_html(
        '<embed embedtype="{}" id="{}" quote="{}" as-of="{}"/>',
        FEATURE,
        citation.source_id,
        citation.quote,
        citation.as_of,
    )


def from_attrs(attrs: Attrs) -> CitedPassage:
    """Return what is stored; source 0, which is none, for anything else."""
    key = attrs.get("id", "")
    # Wagtail leaves some signs escaped, such as apostrophes.
    quote = html.unescape(attrs.get("quote", ""))
    return CitedPassage(int(key) if is_key(key) else 0, quote, attrs.get("as-of", ""))


def in_editor(citation: CitedPassage, source: Source | None) -> str:
    """Return what the editor shows of a citation: its source and its first words."""
    if source is None:
        return gettext("[Source not found]")
    words = citation.quote.split()
    first = " ".join(words[:SHOWN_WORDS]) + ("…" if len(words) > SHOWN_WORDS else "")
    name = Truncator(source).chars(SHOWN_CHARACTERS)
    return f"[{name}: “{first}”]" if first else f"[{name}]"


def check(data: dict[str, Any]) -> None:
    """Raise `ValidationError` for words or a day that no citation can have."""
    quote, day = data.get("quote") or "", data.get("as_of") or ""
    if not (isinstance(quote, str) and isinstance(day, str)):
        raise ValidationError(gettext("A citation cannot be read. Insert it again."))
    if len(quote.split()) > MOST_WORDS or len(quote) > MAX_CHARACTERS:
        raise ValidationError(
            gettext(
                "The words cited with “%(words)s…” are too long. Cite at most %(most)s "
                "words, those that say it."
            )
            % {"words": " ".join(quote.split()[:SHOWN_WORDS])[:60], "most": MOST_WORDS},
            code="too_long",
        )
    if not quote.isprintable():
        raise ValidationError(
            gettext("The words of a citation hold a line break. Cite them in one line.")
        )
    if day:
        check_day(day)


def check_day(day: str) -> None:
    try:
        is_to_come = datetime.date.fromisoformat(day) > timezone.localdate()
    except ValueError:
        raise ValidationError(
            gettext("“%(day)s” in a citation is no day. Insert the citation again.")
            % {"day": day[:20]},
            code="no_day",
        ) from None
    if is_to_come:
        raise ValidationError(
            gettext(
                "A citation is of %(day)s, which is still to come. Give a day up to "
                "today."
            )
            % {"day": day},
            code="to_come",
        )


class CitationHandler(EmbedHandler):
    """What a page numbers, and what Wagtail's reference index stores."""

    identifier = FEATURE

    @staticmethod
    def get_model() -> type[Source]:
        return Source

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[Attrs]) -> list[str]:
        return [from_attrs(attrs).mark for attrs in attrs_list]

    @classmethod
    def extract_references(
        cls, attrs: Attrs
    ) -> Iterator[tuple[type[Source], str, str, str]]:
        if key := from_attrs(attrs).source_id:
            yield Source, str(key), "", ""


def data_of(attrs: Attrs) -> dict[str, str]:
    """Return what the editor knows of a citation that is stored in a text."""
    citation = from_attrs(attrs)
    source = known([citation.source_id]).get(citation.source_id)
    return {
        "id": str(citation.source_id),
        "quote": citation.quote,
        "as_of": citation.as_of,
        "string": in_editor(citation, source),
    }


def stored_element(props: dict[str, Any]) -> Any:
    return DOM.create_element(
        "embed",
        {
            "embedtype": FEATURE,
            "id": props["id"],
            "quote": props.get("quote") or "",
            "as-of": props.get("as_of") or "",
        },
    )


def register_citation(features: FeatureRegistry) -> None:
    CHECKS[ENTITY] = check
    features.register_embed_type(CitationHandler)
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{FEATURE}"]': PieceElementHandler(
                    ENTITY, data_of, is_apart=False
                )
            },
            "to_database_format": {"entity_decorators": {ENTITY: stored_element}},
        },
    )
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        PieceFeature(
            {
                "type": ENTITY,
                "icon": "openquote",
                "description": gettext_lazy("Citation of a source"),
                "attributes": ["id", "quote", "as_of", "string"],
                "allowlist": {"id": True},
                "chooserUrls": {
                    "citationChooser": reverse_lazy("citation_chooser:choose")
                },
            },
            "js/citation-in-text.js",
        ),
    )
