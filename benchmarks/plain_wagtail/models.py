"""A home page with a menu, text, and cards of the newest articles."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class PlainPage(Page):
    intro = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    body = StreamField(
        [
            ("heading", blocks.CharBlock()),
            ("paragraph", blocks.RichTextBlock()),
            ("image", ImageChooserBlock()),
            ("page", blocks.PageChooserBlock()),
        ],
        blank=True,
    )

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        top = Page.objects.filter(depth=2).first()
        context["menu"] = top.get_children().live().in_menu()
        context["newest"] = (
            PlainPage.objects.live().filter(date__isnull=False).order_by("-date")[:6]
        )
        return context
