"""The guide inside the admin: its contents, and each chapter."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from guide.chapters import CONTENTS, Chapter, chapters, read

GUIDE = _("Guide")


class ChapterView(WagtailAdminTemplateMixin, TemplateView):
    """Shows a chapter with the list of all, and the ones before and after it."""

    template_name = "guide/chapter.html"

    def chapter(self) -> Chapter:
        for chapter in chapters():
            if chapter.slug == self.kwargs["slug"]:
                return chapter
        raise Http404

    def get_page_title(self) -> str:
        return self.chapter().title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("guide:contents"), "label": GUIDE},
            {"url": "", "label": self.chapter().title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chapter, every = self.chapter(), chapters()
        place = every.index(chapter)
        return super().get_context_data(
            chapter=chapter,
            chapters=every,
            previous=every[place - 1] if place else None,
            next=every[place + 1] if place + 1 < len(every) else None,
            **kwargs,
        )


class ContentsView(ChapterView):
    """Shows the first page, whose text lists the chapters."""

    def chapter(self) -> Chapter:
        return read(CONTENTS)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": GUIDE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return WagtailAdminTemplateMixin.get_context_data(
            self, chapter=self.chapter(), next=chapters()[0], **kwargs
        )
