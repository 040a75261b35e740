"""
An image block that keeps the text of a deleted image.

Works around: `ImageBlock` treats a false value as no image at all, without words of its
own; a deleted image is such a value here.
Upstream: none found
Seen in: Wagtail 7.4.4
Delete when: `ImageBlock` compares with None.
"""

from typing import Any

from wagtail.images.blocks import ImageBlock


def is_gone(image: Any) -> bool:
    return image is not None and not image


class GoneImageBlock(ImageBlock):
    def _struct_value_to_image(self, struct_value: Any) -> Any:
        image = super()._struct_value_to_image(struct_value)
        if is_gone(image):
            image.contextual_alt_text = struct_value.get("alt_text")
            image.decorative = struct_value.get("decorative")
        return image

    def _image_to_struct_value(self, image: Any) -> dict[str, Any]:
        if not is_gone(image):
            return super()._image_to_struct_value(image)
        return {
            "image": image,
            "alt_text": image.contextual_alt_text,
            "decorative": image.decorative,
        }

    def normalize(self, value: Any) -> Any:
        return value if is_gone(value) else super().normalize(value)

    def get_prep_value(self, value: Any) -> Any:
        if not is_gone(value):
            return super().get_prep_value(value)
        return {**self._image_to_struct_value(value), "image": value.pk}

    def get_form_state(self, value: Any) -> Any:
        if not is_gone(value):
            return super().get_form_state(value)
        image = self.child_blocks["image"].get_form_state(value)
        return {**self._image_to_struct_value(value), "image": image}
