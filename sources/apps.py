"""App configuration."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from sources.pictures import prepare_pictures

        page_published.connect(prepare_pictures)
