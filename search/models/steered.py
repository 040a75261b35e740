"""`Steered`: a record by which editors steer the search."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.models import CleanText, PreviewedInPage
from publishing.models import Drafted, KeptOncePublic
from search.forms import SteeredForm
from search.models.phrases import check_lines, check_typed, keys_in, phrases_in

SHOWN = 3  # phrases in the name of a record
MOST_PREVIEWED = 20


class SpokenLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")


class Steered(Drafted, PreviewedInPage, CleanText, KeptOncePublic):
    """
    Words that people type, and what the search makes of them.

    It has drafts and a history, a second person publishes it, and once it has been
    public it is unpublished, never deleted.

    Wagtail's own `search_promotions` cannot be used for it. Its answers hang on a
    `Query`, and both its template tag and its view of one make a row of whatever a
    visitor types (`Query.get`), while this site stores nothing of that. They also have
    neither drafts nor a second person, and lead to pages alone.
    """

    phrases = models.TextField(
        _("what people type"),
        help_text=_(
            "One phrase on each line, as people type it. Capitals, accents and signs "
            "do not matter."
        ),
    )
    note = models.CharField(
        _("why"),
        max_length=200,
        blank=True,
        help_text=_("For your colleagues. Readers do not see it."),
    )

    base_form_class = SteeredForm

    last_panels = [FieldPanel("note")]
    # Fields that hold one phrase on each line.
    with_lines: tuple[str, ...] = ("phrases",)
    # Whether a phrase also counts as a part of what is typed.
    counts_within = True
    # The same phrase may stand in two records if they differ in these.
    told_apart_by: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        found = phrases_in(self.phrases)
        more = "…" if len(found) > SHOWN else ""
        return ", ".join(found[:SHOWN]) + more

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Name the phrases: the preview shows what readers find for each."""
        modes = super().preview_modes
        phrases = [(str(number), each) for number, each in enumerate(self.typed)]
        return (modes and phrases[:MOST_PREVIEWED]) or modes

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(phrases_in(self.phrases))

    def tidied_value(self, field: Any, text: str) -> str:
        if field.name in self.with_lines:
            return "\n".join(phrases_in(text))
        return super().tidied_value(field, text)

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        for name in self.with_lines:
            try:
                check_lines(getattr(self, name))
            except ValidationError as error:
                problems[name] = error
        if "phrases" not in problems:
            try:
                check_typed(self.phrases)
                self.check_elsewhere()
            except ValidationError as error:
                problems["phrases"] = error
        if problems:
            raise ValidationError(problems)

    def check_elsewhere(self) -> None:
        """Raise ValidationError for phrases that another record of this kind has."""
        words = gettext("“%(phrase)s” already stands in “%(other)s” (%(status)s).")
        problems = [
            words % {"phrase": phrase, "other": other, "status": other.status_string}
            for phrase, other in self.also_in()
        ]
        if problems:
            raise ValidationError(problems)

    def also_in(self) -> Iterator[tuple[str, "Steered"]]:
        """Yield each phrase that another record has, now or in its newest draft."""
        mine = keys_in(self.phrases)
        same = {name: getattr(self, name) for name in self.told_apart_by}
        others = type(self)._default_manager.filter(**same).exclude(pk=self.pk)
        for other in others:
            for key in mine.keys() & other.all_keys():
                yield mine[key], other

    def all_keys(self: Any) -> set[str]:
        draft = self.latest_revision if self.has_unpublished_changes else None
        texts = [self.phrases, draft.content.get("phrases") or "" if draft else ""]
        return {key for text in texts for key in keys_in(text)}
