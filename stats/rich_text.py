"""A statistic inside rich text: stored by key, shown with its current values."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import Entity, EntityRange
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    FORCE_WHITESPACE,
    KEEP_WHITESPACE,
    add_paragraph_block,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.keys import is_key
from stats.inline import in_words, markup
from stats.models import Statistic

FEATURE = "statistic"
ENTITY = "STATISTIC"


def written(key: int) -> str:
    """Return the statistic with this number as it is stored inside rich text."""
    return f'<embed embedtype="{FEATURE}" id="{key}"/>'


def in_editor(statistic: Statistic | None) -> str:
    """Return what the editor shows: the statistic, and its current value."""
    if statistic is None:
        return gettext("Statistic not found")
    return f"{statistic.label}: {in_words(statistic, has_label=True)}"


def number_of(attrs: dict[str, str]) -> int:
    """Return the number of the statistic; 0, which none has, for anything else."""
    number = attrs.get("id", "")
    return int(number) if is_key(number) else 0


class StatisticHandler(EmbedHandler):
    """What readers see, and what Wagtail's reference index stores."""

    identifier = FEATURE

    @staticmethod
    def get_model() -> type[Statistic]:
        return Statistic

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        keys = [number_of(attrs) for attrs in attrs_list]
        statistics = Statistic.objects.found(keys)
        return [markup(statistics[key]) if key in statistics else "" for key in keys]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Statistic], str, str, str]]:
        if key := number_of(attrs):
            yield Statistic, str(key), "", ""


class StatisticElementHandler:
    """Turns what is stored into one unbreakable piece of the editor's text."""

    def handle_starttag(
        self, name: str, attrs: list[tuple[str, str]], state: Any, contentstate: Any
    ) -> None:
        if state.current_block is None:
            add_paragraph_block(state, contentstate)
        block = state.current_block
        if state.leading_whitespace == FORCE_WHITESPACE:
            block.text += " "
        key = number_of(dict(attrs))
        words = in_editor(Statistic.objects.found([key]).get(key))
        entity = Entity(ENTITY, "IMMUTABLE", {"id": str(key), "string": words})
        place = EntityRange(contentstate.add_entity(entity))
        place.offset, place.length = len(block.text), len(words)
        block.entity_ranges.append(place)
        block.text += words
        state.leading_whitespace = KEEP_WHITESPACE

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        """Do nothing: the element is empty."""


def stored_element(props: dict[str, Any]) -> Any:
    return DOM.create_element("embed", {"embedtype": FEATURE, "id": props["id"]})


def register_statistic(features: FeatureRegistry) -> None:
    features.register_embed_type(StatisticHandler)
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{FEATURE}"]': StatisticElementHandler()
            },
            "to_database_format": {"entity_decorators": {ENTITY: stored_element}},
        },
    )
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "order",
                "description": gettext_lazy("Figure from the record"),
                "attributes": ["id", "string"],
                "allowlist": {"id": True},
                "chooserUrls": {
                    "statisticChooser": reverse_lazy(
                        Statistic.snippet_viewset.chooser_viewset.get_url_name("choose")
                    )
                },
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/statistic-in-text.js"],
            css={"all": ["css/statistic-in-text.css"]},
        ),
    )
