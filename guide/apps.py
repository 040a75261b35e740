"""This room: the editors' guide."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "guide"
