"""Whose results a statistic describes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin

from core.models import PreviewedInPage
from publishing.models import Retirable, RetirableQuerySet, Versioned


class Program(Versioned, PreviewedInPage, RevisionMixin, Retirable):
    """A body or effort with its own results, such as HSTF or Joint Task Force Alpha."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(
        blank=True, help_text=_("One sentence that tells it apart from the others.")
    )
    subject = models.CharField(
        _("in a sentence"),
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Who acts, as a sentence begins: The task forces; Joint Task Force Alpha. "
            "Empty: sentences do not say who."
        ),
    )
    is_own = models.BooleanField(
        _("this task force"),
        default=False,
        help_text=_("Untick for other programs: their results are kept apart."),
    )
    order = models.PositiveIntegerField(default=0)

    objects = models.Manager.from_queryset(RetirableQuerySet)()

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("subject"),
        FieldPanel("is_own"),
        FieldPanel("order"),
        FieldPanel("slug"),
        FieldPanel("is_retired"),
    ]

    class Meta:
        db_table = "stats_programme"  # as named before, for the version before
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.pk or not self.statistics.exists():
            return
        if Program.objects.get(pk=self.pk).is_own != self.is_own:
            raise ValidationError(
                {"is_own": _("Statistics rest on this. Make a new program instead.")}
            )
