"""What people call a thing, and what the site calls it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel

from audit.facts import Audited
from search.models.phrases import keys_in, phrases_in
from search.models.steered import SpokenLanguage, Steered


class SearchMeaning(Steered):
    """Words that mean the same as words of the site, such as “media” and “press”."""

    means = models.TextField(
        _("words of the site"),
        help_text=_(
            "What the site calls it, one on each line. What people type finds all that "
            "these words find."
        ),
    )
    language = models.CharField(
        _("language of what people type"),
        max_length=2,
        choices=SpokenLanguage.choices,
        default=SpokenLanguage.ENGLISH,
    )

    audited = Audited(("phrases", "means", "language"))
    with_lines = ("phrases", "means")
    told_apart_by = ("language",)

    panels = [
        FieldPanel("phrases"),
        FieldPanel("means"),
        FieldPanel("language"),
        *Steered.last_panels,
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("meaning")
        verbose_name_plural = _("meanings")
        ordering = ["phrases"]

    @property
    def words_of_the_site(self) -> tuple[str, ...]:
        return tuple(phrases_in(self.means))

    def clean(self) -> None:
        super().clean()
        typed, means = keys_in(self.phrases), keys_in(self.means)
        if both := typed.keys() & means.keys():
            words = gettext("“%s” stands on both sides. Leave it out on one.")
            raise ValidationError({"means": words % means[min(both)]})
