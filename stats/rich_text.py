"""A statistic inside rich text: stored by key, shown with its current values."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext, gettext_lazy
from draftjs_exporter.dom import DOM
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.content_state import FOLLOWED
from core.keys import is_key
from core.text_pieces import PieceElementHandler, PieceFeature
from page_cache.request_cache import once
from stats.inline import in_sentence, markup, repeated
from stats.models import Statistic

FEATURE = "statistic"
ENTITY = "STATISTIC"


def written(key: int) -> str:
    """Return the statistic with this number as it is stored inside rich text."""
    return f'<embed embedtype="{FEATURE}" id="{key}"/>'


def in_editor(statistic: Statistic | None) -> str:
    """Return what the editor shows: what readers will see."""
    return in_sentence(statistic) if statistic else gettext("Statistic not found")


def check_following(data: dict[str, Any], following: str) -> None:
    """Raise `ValidationError` if the words behind a figure repeat its unit."""
    key = number_of({"id": str(data.get("id"))})
    statistic = Statistic.objects.found([key]).get(key)
    shown = in_editor(statistic)
    if statistic and (words := repeated(shown, following)):
        raise ValidationError(
            gettext(
                "The figure already says its unit, so readers would see “%(shown)s "
                "%(words)s”. Delete “%(words)s” behind it."
            )
            % {"shown": shown, "words": words},
            code="repeated_unit",
        )


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
        return [
            # The same figure may stand in hundreds of answers.
            once(("figure", key), partial(markup, statistics[key]))
            if key in statistics
            else ""
            for key in keys
        ]

    @classmethod
    def extract_references(
        cls, attrs: dict[str, str]
    ) -> Iterator[tuple[type[Statistic], str, str, str]]:
        if key := number_of(attrs):
            yield Statistic, str(key), "", ""


def data_of(attrs: dict[str, str]) -> dict[str, str]:
    """Return what the editor knows of a statistic that is stored in a text."""
    key = number_of(attrs)
    statistic = Statistic.objects.found([key]).get(key)
    words = in_editor(statistic)
    label = statistic.label if statistic else words
    return {"id": str(key), "label": label, "string": words}


def stored_element(props: dict[str, Any]) -> Any:
    return DOM.create_element("embed", {"embedtype": FEATURE, "id": props["id"]})


def register_statistic(features: FeatureRegistry) -> None:
    FOLLOWED[ENTITY] = check_following
    features.register_embed_type(StatisticHandler)
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{FEATURE}"]': PieceElementHandler(ENTITY, data_of)
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
                "icon": "order",
                "description": gettext_lazy("Figure from the record"),
                "attributes": ["id", "label", "string"],
                "allowlist": {"id": True},
                "chooserUrls": {
                    "statisticChooser": reverse_lazy(
                        Statistic.snippet_viewset.chooser_viewset.get_url_name("choose")
                    )
                },
            },
            "js/statistic-in-text.js",
        ),
    )
