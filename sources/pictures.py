"""The renditions of an image that pages show: small, plain, in two formats."""

import logging
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import transaction
from PIL.Image import DecompressionBombError
from PIL.ImageCms import PyCMSError
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter, Picture
from willow.image import BadImageOperationError
from willow.plugins.pillow import PillowImage

from sources.models import CreditedImage

logger = logging.getLogger(__name__)

# In a text: as wide as the text (40rem), and twice that for dense screens. Both have
# exactly the same shape, so the two copies of a small image are equal.
FIGURE = [
    Filter(spec)
    for spec in Filter.expand_spec("fill-{640x427,1280x854}|plain|format-{webp,jpeg}")
]

# On an agency's page: whole, because a seal has no less important side.
TILE = [
    Filter(spec)
    for spec in Filter.expand_spec("max-{96x96,192x192}|plain|format-{webp,png}")
]

# What a missing or damaged file raises, in storage, in Willow and in Pillow.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    BadImageOperationError,
    DecompressionBombError,
)


class PlainOperation(FilterOperation):
    """
    Puts an image on white and strips the camera's metadata.

    Wagtail copies the metadata, which may say where a photo was taken, and by whom.
    """

    def construct(self) -> None:
        """No arguments: it is the same for every image."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        with suppress(PyCMSError):  # a broken color profile is left out, too
            willow = willow.transform_colorspace_to_srgb()
        pixels = willow.set_background_color_rgb((255, 255, 255)).get_pillow_image()
        if pixels.mode.startswith("I"):  # 16 bits, which convert() would truncate
            pixels = pixels.point(lambda level: level / 256).convert("L")
        plain = pixels.convert("RGB")
        plain.info = {}
        return PillowImage(plain)


def figure(image: CreditedImage, *, is_first: bool = False) -> Picture | None:
    """Return the picture element of a text; None if the file cannot be read."""
    attributes = {
        # Renditions loaded together share one image, but each use has its own text.
        "alt": image.contextual_alt_text or "",
        # Page gutters are 1rem where the picture is as wide as the screen.
        "sizes": "(min-width: 45em) 40rem, calc(100vw - 2rem)",
        "decoding": "async",
    }
    if not is_first:
        attributes["loading"] = "lazy"
    return picture(image, FIGURE, attributes)


def tile(image: CreditedImage, alt: str) -> Picture | None:
    """Return the picture element of an agency; None as in `figure`."""
    found = picture(image, TILE, {"alt": alt, "decoding": "async"})
    if found and has_choice(found):
        found.attrs["sizes"] = f"{found.renditions[0].width}px"
    return found


def picture(
    image: CreditedImage, filters: list[Filter], attributes: dict[str, str]
) -> Picture | None:
    try:
        renditions = image.get_renditions(*filters)
    except UNREADABLE as error:
        logger.warning("Image %s cannot be shown: %s", image.pk, error)
        return None
    # A small image is never enlarged, so its renditions may be equally wide.
    distinct = {
        (spec.rpartition("-")[2], copy.width): (spec, copy)
        for spec, copy in reversed(renditions.items())
    }
    found = Picture(dict(reversed(distinct.values())), attributes)
    if not has_choice(found):
        found.attrs.pop("sizes", None)
    return found


def has_choice(found: Picture) -> bool:
    """Return whether there are several widths: `sizes` is valid only with widths."""
    return any(len(copies) > 1 for copies in found.formats.values())


def prepare_pictures(instance: Any, **kwargs: Any) -> None:
    """Render the images when a page is published, so that no visitor waits for them."""
    for block in getattr(instance, "body", None) or []:
        if block.block_type == "picture" and block.value["image"]:
            # After the commit, because nobody else can write during a transaction.
            transaction.on_commit(partial(figure, block.value["image"]), robust=True)
