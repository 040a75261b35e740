"""Questions and answers, one page each."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.models import PreviewedInPage, PublicPageQuerySet
from core.neighbors import neighbors
from core.structured_data import Context, Data, plain, public
from publishing.models import Retirable, RetirableQuerySet
from sources.blocks import remember_pictures
from sources.models import CitedPage, IndexPage, NotedPage
from stats.body import AttributedBodyBlock


class QuestionGroup(  # type: ignore[django-manager-missing]  # as Wagtail has no types
    PreviewedInPage, Retirable
):
    """A heading that groups questions."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveIntegerField(default=0)

    objects = models.Manager.from_queryset(RetirableQuerySet)()

    panels = [
        FieldPanel("name"),
        FieldPanel("order"),
        FieldPanel("slug"),
        FieldPanel("is_retired"),
    ]

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


def long_ago() -> datetime.date:
    """Return the day before which a review is outdated."""
    return timezone.localdate() - datetime.timedelta(days=180)


class QuestionQuerySet(PublicPageQuerySet):
    def in_order(self) -> "QuestionQuerySet":
        """Return published questions, group by group."""
        return (
            self.live()
            .public()
            .order_by("group__order", "group__name", "order", "path")
        )

    def by_review(self) -> "QuestionQuerySet":
        """Return what was never reviewed first, then what was reviewed longest ago."""
        return (
            self.live()
            .defer_streamfields()
            .order_by(models.F("last_reviewed_date").asc(nulls_first=True), "pk")
        )

    def due_for_review(self) -> "QuestionQuerySet":
        never = models.Q(last_reviewed_date__isnull=True)
        return self.by_review().filter(
            never | models.Q(last_reviewed_date__lt=long_ago())
        )

    def grouped(self) -> "QuestionQuerySet":
        """Return them with their groups, sources and change notes."""
        return (
            self.in_order()
            .select_related("group")
            .prefetch_related("citations__source", "change_notes")
        )


class FAQIndexPage(IndexPage):
    """All questions, grouped."""

    share_image = "question"

    # Its pages are all it has: with fewer than two, it leaves the main menu.
    is_section = True

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["faq.QuestionPage"]
    max_count = 1

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        questions = QuestionPage.objects.child_of(self).grouped()
        return super().get_context(request, *args, **kwargs) | self.listed(questions)

    def listed(self, questions: Iterable["QuestionPage"]) -> dict[str, Any]:
        """Return the questions, and the list of their groups."""
        remember_pictures(question.body for question in questions)
        groups = dict.fromkeys(question.group for question in questions)
        contents = [
            {"heading": group.name, "anchor": f"group-{group.slug}"} for group in groups
        ]
        return {"questions": questions, "contents": contents}

    def structured_data(self, context: Context) -> list[Data]:
        found = super().structured_data(context)
        if questions := context["questions"]:
            found.append(faq_page(questions, context))
        return found


class QuestionPage(NotedPage):
    """One question. Its title is the question, its body the answer."""

    group = models.ForeignKey(
        QuestionGroup, on_delete=models.PROTECT, related_name="questions"
    )
    order = models.PositiveIntegerField(
        default=100, help_text=_("Its place inside the group.")
    )
    # Nothing reads it any more: the next version drops the column.
    is_question_ours = models.BooleanField(
        _("the question is worded by this site"),
        default=True,
        help_text=_("Untick only if the source prints the question itself."),
    )
    body = StreamField(AttributedBodyBlock(), verbose_name=_("answer"))

    objects = PageManager.from_queryset(QuestionQuerySet)()

    share_image = "question"

    parent_page_types = ["faq.FAQIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel(
            "title", heading=_("Question"), classname="", placeholder=False
        ),
        FieldPanel("body"),
        *CitedPage.cited_panels,
        FieldRowPanel([FieldPanel("group"), FieldPanel("order")]),
        *NotedPage.noted_panels,
    ]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        questions = QuestionPage.objects.sibling_of(self, inclusive=True).in_order()
        return super().get_context(request, *args, **kwargs) | neighbors(
            self, questions.defer_streamfields()
        )

    @cached_property
    def answer(self) -> SafeString:
        """Return the answer as the list of questions shows it, rendered once."""
        return render_to_string("components/answer.html", {"question": self})

    def structured_data(self, context: Context) -> list[Data]:
        return [*super().structured_data(context), faq_page([self], context)]

    @property
    def anchor(self) -> str:
        """The id of the answer on the index, so that a link opens it there."""
        return f"faq-{self.slug}"


def faq_page(questions: Iterable[QuestionPage], context: Context) -> Data:
    """Return questions and answers in schema.org's vocabulary."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "url": public(question.get_url(context["request"]) or ""),
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": plain(question.answer),
                    **modified(question),
                },
            }
            for question in questions
        ],
    }


def modified(question: QuestionPage) -> Data:
    """Return the day of the newest change note, if there is one."""
    return {"dateModified": notes[0].day} if (notes := question.notes) else {}
