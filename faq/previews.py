"""Previews of question groups, in the list of all questions."""

from django.http import HttpRequest

from core.models.previewed import Shown, previews
from faq.models import FAQIndexPage, QuestionGroup


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
