"""A block that lists chosen questions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock
from core.deleted_choices import ChosenPageBlock
from core.models import is_shown


class QuestionListBlock(HeadedBlock):
    """Chosen questions, each as a link with the first sentence of its answer."""

    questions = blocks.ListBlock(
        ChosenPageBlock(page_type="faq.QuestionPage"),
        min_num=1,
        label=_("Questions"),
    )

    class Meta:
        icon = "help"
        label = _("Questions")
        template = "blocks/questions.html"
        chosen_once = {"questions": _("Choose each question once.")}

    def shown(self, value: blocks.StructValue) -> list[Any]:
        # A deleted page is false (`DeletedChoice`).
        return [page for page in value["questions"] if page and is_shown(page)]

    def is_empty(self, value: blocks.StructValue) -> bool:
        return not self.shown(value)

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return super().get_context(value, parent_context=parent_context) | {
            "questions": self.shown(value)
        }
