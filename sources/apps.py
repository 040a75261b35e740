"""App configuration."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "sources"

    def ready(self) -> None:
        from wagtail.admin.views.account import AvatarSettingsPanel
        from wagtail.signals import page_published

        from sources.pictures import prepare_pictures

        page_published.connect(prepare_pictures)
        # Pictures of editors would be uploads that nobody checks.
        AvatarSettingsPanel.is_active = lambda _panel: False
