"""The draft of a group of questions, in the list of all questions."""

from typing import Any

from django.http import HttpRequest

from core.models import previews
from faq.models import FAQIndexPage, QuestionGroup

Shown = tuple[str, dict[str, Any]] | None


@previews(QuestionGroup)
def show_group(draft: QuestionGroup, request: HttpRequest) -> Shown:
    page = FAQIndexPage.objects.live().first()
    if page is None:
        return None
    context = page.get_context(request)
    questions = list(context["questions"])
    for question in questions:
        if question.group_id == draft.pk:
            question.group = draft
    questions.sort(key=lambda each: (each.group.order, each.group.name))
    return page.get_template(request), context | page.listed(questions)
