"""The upload form for images, and portable file names."""

import io
import struct
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.disk import refuse_without_room

LONGEST_NAME = 60
# By extension: the format and quality. Pages show smaller
# renditions, so nobody sees the difference.
FORMATS: dict[str, tuple[str, dict[str, int]]] = {
    "avif": ("AVIF", {"quality": 85}),
    "gif": ("GIF", {}),
    "jpeg": ("JPEG", {"quality": 92}),
    "jpg": ("JPEG", {"quality": 92}),
    "png": ("PNG", {}),
    "webp": ("WEBP", {"quality": 92}),
}


def extension_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def safe_name(name: str) -> str:
    """Reduce a name to portable characters; the title keeps the rest."""
    stem = slugify(PurePath(name).stem)[:LONGEST_NAME].strip("-_")
    return f"{stem or 'file'}.{extension_of(name)}"


class ImageFileField(WagtailImageField):
    """Rejects a file that is too large or damaged; re-encodes others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _(
            "%(formats)s. At most %(size)s and %(pixels)s million pixels. 1,280 pixels "
            "wide or more is sharp on every screen. A moving image is shown standing "
            "still. What a camera notes beside the image, such as the place, is taken "
            "out."
        ) % {
            "formats": self.supported_formats_text,
            "size": self.max_upload_size_text,
            "pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        }
        self.error_messages |= {
            "file_too_many_pixels": _(
                "This image has more than %(pixels)s million pixels, which is too many "
                "to work with. Save a smaller copy, such as 2,560 pixels wide, and "
                "upload it."
            )
            % {"pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
            "damaged": _(
                "This file is damaged: a part of the image is missing. Save it again "
                "from the program it was made with, and upload the new file."
            ),
        }

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            # In place: for multiple uploads, Wagtail keeps the uploaded file.
            put(file, self.redrawn(file))
            refuse_without_room(file.size)
            file.name = safe_name(file.name)
        return file

    def check_image_pixel_size(self, f: Any) -> None:
        # Wagtail decodes all pixels to count them. A few bytes can claim so many
        # that they fill the memory, so the file's header is checked first.
        self.opened(f)

    def redrawn(self, file: Any) -> bytes:
        """Return only the pixels: no location, no camera, nothing appended."""
        name, options = FORMATS[extension_of(file.name)]
        image = self.opened(file)
        try:
            image = in_common_colors(ImageOps.exif_transpose(image))
            if name == "JPEG" and image.mode not in {"L", "RGB"}:
                image = image.convert("RGB")
            image.info = {
                key: value for key, value in image.info.items() if key == "transparency"
            }
            drawn = io.BytesIO()
            image.save(drawn, name, **options)
        except (OSError, SyntaxError, ValueError, struct.error) as error:
            raise self.refusal("damaged") from error
        return drawn.getvalue()

    def opened(self, file: Any) -> Image.Image:
        """Open a file that is not too large, before its pixels are decoded."""
        file.seek(0)
        try:
            image = Image.open(io.BytesIO(file.read()))
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise self.refusal("file_too_many_pixels")
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise self.refusal("file_too_many_pixels") from error
        except (OSError, SyntaxError, ValueError) as error:
            raise self.refusal("damaged") from error
        finally:
            file.seek(0)
        return image

    def refusal(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


def in_common_colors(image: Image.Image) -> Image.Image:
    """Convert the colors of an image with an embedded profile."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    has_alpha = image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info
    if image.mode in {"LA", "P", "PA"}:
        image = image.convert("RGBA" if has_alpha else "RGB")
    try:
        translated = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        return image  # its profile does not match its colors
    return translated or image


def put(file: File[bytes], content: bytes) -> None:
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


class CreditedImageForm(BaseImageForm):
    """Wagtail's form, with our own checks of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields.get("file")
        if given:  # absent when Wagtail asks for the metadata after the upload
            self.fields["file"] = ImageFileField(
                label=given.label,
                required=given.required,
                widget=given.widget,
                max_length=given.max_length,
            )
