"""The admin of this app: question groups."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from core.reports import register_report
from faq.dashboard import show_questions_to_review
from faq.models import QuestionGroup
from faq.reports import ReviewOfAnswers
from sources.wagtail_hooks import RetirableViewSet


class QuestionGroupViewSet(RetirableViewSet):
    model = QuestionGroup
    icon = "help"
    menu_label = _("Question groups")
    list_display = ["name", "order", "is_retired"]


register_snippet(QuestionGroupViewSet)

hooks.register("construct_homepage_panels", show_questions_to_review)

register_report(ReviewOfAnswers, order=200)
