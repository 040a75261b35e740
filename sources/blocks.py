"""Blocks that show sources, and differences between them."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from compat.image_block import GoneImageBlock
from core.blocks import HeadedBlock, RegisterChooserBlock
from core.deleted_choices import DeletedChoice, KeepsDeletedChoice
from page_cache.request_cache import once, once_per_generation
from sources.citations.marks import CitedPassage
from sources.citing import CitationListBlock, CitingBlock, SourceChooserBlock
from sources.models import CreditedImage, CreditedRendition, Disagreement
from sources.pictures import FIGURE, figure, is_tall

# Each picture has several renditions, and a reader's phone loads all pictures.
PICTURE_COUNT = {"picture": {"max_num": 10}}


class QuoteBlock(blocks.StructBlock):
    """Exact words of a named speaker, with their source."""

    text = blocks.TextBlock(
        label=_("Words"), help_text=_("Exactly as published, without quotation marks.")
    )
    speaker = blocks.CharBlock(max_length=120, label=_("Speaker"))
    role = blocks.CharBlock(max_length=120, required=False, label=_("Role"))
    date_note = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Date"),
        help_text=_("When it was said. Empty: readers see no date."),
    )
    source = SourceChooserBlock("sources.Source", label=_("Source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        source = value["source"]
        return super().get_context(value, parent_context=parent_context) | {
            # The note need not repeat the words.
            "cited": [CitedPassage(source.pk)] if source else []
        }


class DisagreementChooserBlock(RegisterChooserBlock):
    """A difference with its positions."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        # Its label was another; what is stored is the same, so migrations keep it.
        name, args, kwargs = super().deconstruct()
        return name, args, {**kwargs, "label": "Where sources differ"}

    def known(self, keys: list[int]) -> Mapping[Any, Any]:
        everything = Disagreement.objects
        return once_per_generation(
            "disagreements", lambda: everything.with_positions().in_bulk()
        )


class DisagreementBlock(HeadedBlock):
    """What two or more sources say about one topic."""

    disagreement = DisagreementChooserBlock(
        "sources.Disagreement", label=_("Difference")
    )

    class Meta:
        icon = "resubmit"
        label = _("Difference")
        template = "blocks/disagreement.html"

    def is_empty(self, value: blocks.StructValue) -> bool:
        # A deleted one is falsy; the page must not fail.
        chosen = value["disagreement"]
        return not (chosen and chosen.live)

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "disagreement": None if self.is_empty(value) else value["disagreement"]
        }


class PictureChooserBlock(KeepsDeletedChoice, ImageChooserBlock):
    """An image with the renditions that pages show, loaded at once."""

    def bulk_to_python(
        self, values: Iterable[int | None]
    ) -> list[CreditedImage | DeletedChoice | None]:
        wanted = list(values)
        known: dict[int | None, CreditedImage] = once("pictures", dict)
        missing = {key for key in wanted if key} - known.keys()
        if missing:
            copies = CreditedRendition.objects.filter(
                filter_spec__in=[each.spec for each in FIGURE]
            )
            found = CreditedImage.objects.filter(pk__in=missing).prefetch_related(
                Prefetch("renditions", copies, to_attr="prefetched_renditions")
            )
            known |= {image.pk: image for image in found}
        # Each use of an image has its own text.
        return [self.or_gone(copy(known.get(key)), key) for key in wanted]


def remember_pictures(bodies: Iterable[blocks.StreamValue]) -> None:
    """Load the pictures of many bodies at once, before the first is rendered."""
    chosen = [
        raw["value"].get("image")
        for body in bodies
        for raw in body.raw_data
        if raw["type"] == "picture"
    ]
    PictureChooserBlock().bulk_to_python(each and each.get("image") for each in chosen)


class DescribedImageBlock(GoneImageBlock):
    """An image with alternative text, or none if it is decorative."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        parts = {
            "image": PictureChooserBlock(
                label=_("Image"),
                help_text=_(
                    "Seals and badges need written permission. Pages show it whole; "
                    "a mere strip is cropped around the focal point, which you set "
                    "under Images."
                ),
            ),
            "decorative": blocks.BooleanBlock(
                required=False,
                label=_("Image is decorative"),
                help_text=_(
                    "Tick only if it adds nothing: a reader who cannot see it would "
                    "miss nothing."
                ),
            ),
            "alt_text": blocks.CharBlock(
                required=False,
                label=_("Alt text"),
                help_text=_(
                    "Say in one sentence what the picture shows, for readers who "
                    "cannot see it. Also shown if the picture does not load."
                ),
            ),
        }
        for name, block in parts.items():
            block.set_name(name)
            self.child_blocks[name] = block

    def clean(self, value: CreditedImage | None) -> CreditedImage | None:
        if value:
            value.contextual_alt_text = (value.contextual_alt_text or "").strip()
        cleaned: CreditedImage | None = super().clean(value)
        refusal = cleaned.showing_refusal() if cleaned else ""
        if refusal and not self.is_deferred_validation:
            raise StructBlockValidationError({"image": ValidationError(refusal)})
        return cleaned


class PictureBlock(CitingBlock):
    """A picture in the text, with its caption. The image itself has the credit."""

    image = DescribedImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        required=False,
        max_length=400,
        label=_("Caption"),
        help_text=_(
            "Shown under the picture: what, where and when. Only a decorative image "
            "can do without."
        ),
    )
    citations = CitationListBlock()

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned["caption"]:
            return cleaned
        if cleaned["image"] and not cleaned["image"].decorative:
            problem = ValidationError(_("Say what the picture shows, where and when."))
            raise StructBlockValidationError({"caption": problem})
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        # The image may have been deleted, or its file be missing.
        context["picture"] = value["image"] and figure(
            value["image"],
            # Inside an answer it is in a collapsed part of the page.
            is_first=bool(context.get("is_first")) and not context.get("level"),
        )
        context["is_tall"] = is_tall(context["picture"] or None)
        return context
