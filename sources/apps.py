"""App configuration."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from core.blocks import CHECKS_OF_PROSE, ProseBlock
        from sources.citations.comparing import ProseComparison
        from sources.pictures import prepare_pictures
        from sources.retired import check_prose

        CHECKS_OF_PROSE.append(check_prose)
        ProseBlock.comparison = ProseComparison
        page_published.connect(prepare_pictures)
