"""The window in which an editor cites: first a source, then its exact words."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChosenView
from wagtail.models import ReferenceIndex

from core.choosers import ChooseRecord, RecordChooserViewSet
from core.keys import is_key
from sources.citations.marks import CitedPassage
from sources.citations.rich_text import MAX_CHARACTERS, in_editor
from sources.citing import MOST_WORDS, check_length, check_past
from sources.models import Source
from sources.models.register import AS_TEXT

CHOOSER = "citation_chooser"


# What tells sources apart in a list of them.
ABOUT_A_SOURCE = [
    Column("publisher", label=_("Publisher")),
    Column("date_text", label=_("Date")),
    Column("get_kind_display", label=_("Kind")),
]


class WordsForm(forms.Form):
    """The exact words of a source, and the day of which they speak."""

    quote = forms.CharField(
        label=_("Exact words"),
        required=False,
        max_length=MAX_CHARACTERS,
        validators=[check_length],
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": False}),
        help_text=_(
            "The few words that say it, copied letter by letter, without quotation "
            "marks around them."
        ),
    )
    has_no_words = forms.BooleanField(
        label=_("It has no words to copy, such as a table or a map"), required=False
    )
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        validators=[check_past],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("The day on which it was true, if the source states one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_quote(self) -> str:
        # Words copied over several lines are one quotation.
        return " ".join(self.cleaned_data["quote"].split())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        has_words = data.get("quote") or "quote" in self.errors
        if not has_words and not data.get("has_no_words"):
            self.add_error(
                "quote",
                gettext("Copy the words that say it, or tick that there are none."),
            )
        return data


class CiteView(ChosenView):
    """The window's second step: the words of the source chosen in the first."""

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        given = {name: request.GET.get(name, "") for name in ("quote", "as_of")}
        is_edited = "edited" in request.GET
        no_words = is_edited and not given["quote"]
        return self.step(WordsForm(initial={**given, "has_no_words": no_words}), pk)

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self.step(form, pk)
        day = form.cleaned_data["as_of"]
        source = self.source(pk)
        cited = CitedPassage(
            source.pk, form.cleaned_data["quote"], day.isoformat() if day else ""
        )
        result = {
            "id": str(source.pk),
            "quote": cited.quote,
            "as_of": cited.as_of,
            "string": in_editor(cited, source),
        }
        return self.answer({"step": "cited", "result": result})

    def source(self, pk: str) -> Source:
        found = Source.objects.filter(pk=pk).first() if is_key(pk) else None
        if found is None:
            raise Http404
        return found

    def step(self, form: WordsForm, pk: str) -> HttpResponse:
        context = {
            "source": self.source(pk),
            "form": form,
            "most": MOST_WORDS,
            "is_edited": "edited" in self.request.GET,
            "choose_url": reverse(f"{CHOOSER}:choose"),
        }
        return self.answer({"step": "words"}, context)

    def answer(
        self, data: dict[str, Any], context: dict[str, Any] | None = None
    ) -> HttpResponse:
        template = "sources/admin/citation_words.html" if context else None
        found: HttpResponse = render_modal_workflow(
            self.request, template, None, context, json_data=data
        )
        return found


class ChooseSource(ChooseRecord):
    """The window's first step."""

    page_subtitle = ""  # the title names what is chosen


class CitationChooserViewSet(RecordChooserViewSet):
    """The sources in use, the one that was cited last first."""

    model = Source
    icon = "openquote"
    page_title = _("Cite a source")
    choose_view_class = ChooseSource
    chosen_view_class = CiteView
    more_columns = ABOUT_A_SOURCE
    # The fields of forms keep the chooser of the register.
    register_widget = False

    def get_object_list(self) -> QuerySet[Source]:
        uses = (
            ReferenceIndex.objects.filter(
                to_content_type=ContentType.objects.get_for_model(Source),
                to_object_id=OuterRef("key"),
            )
            .order_by()
            .values("to_object_id")
            .annotate(last=Max("pk"))
            .values("last")
        )
        found: QuerySet[Source] = (
            Source.objects.in_use()
            .annotate(key=AS_TEXT, last_cited=Subquery(uses))
            .order_by(F("last_cited").desc(nulls_last=True), "-number")
        )
        return found
