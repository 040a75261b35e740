"""Standard pages."""

from typing import Any

from django.http import HttpRequest
from wagtail.fields import StreamField

from pages.blocks import ArticleBlock
from sources.models import CitedPage


class StandardPage(CitedPage):
    """A page of text and figures, such as the authority or a related effort."""

    body = StreamField(ArticleBlock(), blank=True)

    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "children": StandardPage.objects.child_of(self)
            .live()
            .public()
            .order_by("path")
        }
