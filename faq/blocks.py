"""A block that lists chosen questions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, no_duplicates
from faq.models import QuestionPage


class QuestionListBlock(HeadedBlock):
    """Chosen questions: on the home page each opens, elsewhere each is a link."""

    questions = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="faq.QuestionPage"),
        min_num=1,
        label=_("Questions"),
    )

    class Meta:
        icon = "help"
        label = _("Questions")
        template = "blocks/questions.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        no_duplicates(cleaned, "questions", _("Choose each question once."))
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        keys = [page.pk for page in value["questions"] if page]
        found = {
            page.pk: page for page in QuestionPage.objects.grouped().filter(pk__in=keys)
        }
        context["questions"] = [found[key] for key in keys if key in found]
        return context
