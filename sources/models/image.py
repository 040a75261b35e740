"""Images with a recorded credit and permission."""

from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
)

from core.disk import is_full


class CreditedImage(AbstractImage):
    """A picture, who made it, and why this site may show it."""

    credit = models.CharField(
        max_length=200, help_text=_("Who made it. Shown under the image.")
    )
    permission = models.CharField(
        max_length=300,
        help_text=_(
            "The license or written permission, and where it is kept. "
            "Seals and badges always need written permission."
        ),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "permission")

    @property
    def default_alt_text(self) -> str:
        # Wagtail would offer the title, which is often a file name.
        return self.description or ""

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        try:
            return super().create_rendition(filter)
        except OSError as error:
            if not is_full(error):
                raise
            # Image lists then show a placeholder instead of an error.
            raise SourceImageIOError(str(error)) from error

    def showing_refusal(self) -> str:
        """Return what must be recorded before a page shows it; empty if nothing."""
        if self.credit and self.permission:
            return ""
        return gettext(
            "Record the credit and the permission for this image first: open it under "
            "Images and fill in both."
        )


class CreditedRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(
        CreditedImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="credited_rendition_unique",
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        # A file name may be reused for another picture; then browsers, which
        # cache it for a year, must request another URL.
        folder, _slash, name = str(super().get_upload_to(filename)).rpartition("/")
        return f"{folder}/{self.image.get_file_hash()[:12]}/{name}"
