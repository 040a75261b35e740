"""App configuration."""

from django.apps import AppConfig


class ShareImagesConfig(AppConfig):
    name = "share_images"
