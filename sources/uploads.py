"""The form with which editors add an image."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ImageFileField(WagtailImageField):
    """Refuses a file that is too large to work with, or that is damaged."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _(
            "%(formats)s. At most %(size)s and %(pixels)s million pixels. 1,280 pixels "
            "wide or more is sharp on every screen. A moving image is shown standing "
            "still."
        ) % {
            "formats": self.supported_formats_text,
            "size": self.max_upload_size_text,
            "pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        }
        self.error_messages["file_too_many_pixels"] = _(
            "This image has more than %(pixels)s million pixels, which is too many to "
            "work with. Save a smaller copy, such as 2,560 pixels wide, and upload it."
        ) % {"pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}
        self.error_messages["damaged"] = _(
            "This file is damaged: a part of the image is missing. Save it again from "
            "the program it was made with, and upload the new file."
        )

    def check_image_pixel_size(self, f: Any) -> None:
        # Wagtail reads all pixels to count them. A few bytes can claim to be so many
        # that they fill the memory, so the head of the file is asked first.
        limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        try:
            image = Image.open(f)
            if image.width * image.height > limit:
                raise self.refusal("file_too_many_pixels")
            image.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise self.refusal("file_too_many_pixels") from error
        except (OSError, SyntaxError, ValueError) as error:
            raise self.refusal("damaged") from error
        finally:
            f.seek(0)

    def refusal(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class CreditedImageForm(BaseImageForm):
    """Wagtail's form, with our own checks of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields.get("file")
        if given:  # it is absent where Wagtail asks for the words after the upload
            self.fields["file"] = ImageFileField(
                label=given.label,
                required=given.required,
                widget=given.widget,
                max_length=given.max_length,
            )
