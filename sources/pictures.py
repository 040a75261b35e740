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


def copies_of(sizes: str, formats: str) -> list[Filter]:
    """Return the filters of two widths in two formats."""
    specs = Filter.expand_spec(f"{sizes}|plain|format-{{{formats}}}")
    return [Filter(spec) for spec in specs]


# In a text: whole, at most as wide as the text (40rem) and as tall as a small laptop
# shows with its caption; and twice that for dense screens.
WHOLE = copies_of("max-{640x560,1280x1120}", "webp,jpeg")
# Whole, these would be ribbons of a few pixels: cropped around the focal point.
RIBBON = copies_of("fill-{640x160,1280x320}", "webp,jpeg")
COLUMN = copies_of("fill-{280x560,560x1120}", "webp,jpeg")
FIGURE = [*WHOLE, *RIBBON, *COLUMN]
WIDEST, TALLEST = 4, 1 / 2  # width by height

# On an agency's page: whole, because a seal has no less important side.
TILE = copies_of("max-{96x96,192x192}", "webp,png")

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


def shape(image: CreditedImage) -> list[Filter]:
    """Return the copies of an image for a text: whole, unless it is a mere strip."""
    ratio = image.width / max(image.height, 1)
    if ratio > WIDEST:
        return RIBBON
    return COLUMN if ratio < TALLEST else WHOLE


def figure(image: CreditedImage, *, is_first: bool = False) -> Picture | None:
    """Return the picture element of a text; None if the file cannot be read."""
    attributes = {
        # Renditions loaded together share one image, but each use has its own text.
        "alt": image.contextual_alt_text or "",
        "decoding": "async",
    }
    if not is_first:
        attributes["loading"] = "lazy"
    found = picture(image, shape(image), attributes)
    if found and has_choice(found):
        width = found.renditions[0].width
        # Page gutters are 1rem where the picture is as wide as the screen.
        found.attrs["sizes"] = (
            f"(min-width: {width + 32}px) {width}px, calc(100vw - 2rem)"
        )
    return found


def is_tall(found: Picture | None) -> bool:
    """Return whether a wide screen has room for the caption beside it."""
    first = found.renditions[0] if found else None
    return bool(first and first.height > first.width)


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
    return Picture(dict(reversed(distinct.values())), attributes)


def has_choice(found: Picture) -> bool:
    """Return whether there are several widths: `sizes` is valid only with widths."""
    return any(len(copies) > 1 for copies in found.formats.values())


def prepare_pictures(instance: Any, **kwargs: Any) -> None:
    """Render the images when a page is published, so that no visitor waits for them."""
    for block in getattr(instance, "body", None) or []:
        if block.block_type == "picture" and block.value["image"]:
            # After the commit, because nobody else can write during a transaction.
            transaction.on_commit(partial(figure, block.value["image"]), robust=True)
