"""`ImportableViewSet`: the admin of a list that can be imported and exported."""

from typing import Any

from django.urls import path
from wagtail.snippets.views.snippets import SnippetViewSet

from imports.base import DirectoryResource
from imports.views import (
    ApplyView,
    DirectoryIndexView,
    ExportView,
    ImportView,
    TemplateView,
)


class ImportableViewSet(SnippetViewSet):
    """A list with the buttons Import and Export, for who may publish its records."""

    resource_class: type[DirectoryResource]
    index_view_class = DirectoryIndexView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            **{
                "resource_class": self.resource_class,
                "import_url_name": self.get_url_name("import"),
                "apply_url_name": self.get_url_name("import_apply"),
                "export_url_name": self.get_url_name("export"),
                "template_url_name": self.get_url_name("import_template"),
                **kwargs,
            }
        )

    def get_urlpatterns(self) -> list[Any]:
        def bulk(view_class: Any) -> Any:
            return self.construct_view(view_class, **self.get_common_view_kwargs())

        return [
            *super().get_urlpatterns(),
            path("import/", bulk(ImportView), name="import"),
            path("import/apply/", bulk(ApplyView), name="import_apply"),
            path("import/template/", bulk(TemplateView), name="import_template"),
            path("export/", bulk(ExportView), name="export"),
        ]
