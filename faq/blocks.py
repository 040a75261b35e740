"""A block that lists chosen questions."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock
from core.deleted_choices import ChosenPageBlock
from core.models import is_shown
from sources.blocks import remember_pictures


def load_answers(questions: list[Any]) -> None:
    """Load everything that these answers need at once."""
    prefetch_related_objects(questions, "citations__source", "change_notes")
    remember_pictures(page.body for page in questions)


class QuestionListBlock(HeadedBlock):
    """Chosen questions: on the home page each opens, elsewhere each is a link."""

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
        context = super().get_context(value, parent_context=parent_context)
        questions = self.shown(value)
        # A link shows nothing of the answer.
        if (parent_context or {}).get("has_answers"):
            load_answers(questions)
        context["questions"] = questions
        return context
