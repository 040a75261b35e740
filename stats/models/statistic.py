"""What is counted. The values are observations."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import RevisionMixin
from wagtail.search import index

from core.mentions import live_mentions
from core.models import PreviewedInPage
from page_cache.request_cache import is_caching, once_per_generation
from publishing.models import Retirable, RetirableQuerySet, Versioned
from stats.models.observation import Observation
from stats.models.program import Program

# Addresses under /record/ that the site needs for itself.
RESERVED_SLUGS = {"corrections", "feed"}
# Reserved later: a statistic that had one of them before keeps its address.
RESERVED_LATER = {"sources", "differences"}


def reserved(slug: str) -> str:
    """Return what to tell an editor of this slug."""
    message = _("“%(slug)s” is kept for a page of the record. Choose another.")
    return message % {"slug": slug}


def check_slug_is_free(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(reserved(slug))


class Stage(models.TextChoices):
    """The stage between police work and sentence that a figure counts."""

    OPERATION = "operation", _("Operation")
    ARREST = "arrest", _("Arrest")
    CHARGE = "charge", _("Charge")
    CONVICTION = "conviction", _("Conviction")
    SENTENCE = "sentence", _("Sentence")
    SEIZURE = "seizure", _("Seizure")
    CAPACITY = "capacity", _("Capacity")
    NONE = "none", _("Does not apply")


class Section(models.TextChoices):
    RESULTS = "results", _("Reported results")
    REACH = "reach", _("Coverage and structure")
    PEOPLE = "people", _("People and agencies")
    MONEY = "money", _("Money")


def current(at: datetime.datetime | None = None) -> "models.Prefetch[Any, Any, Any]":
    return models.Prefetch(
        "observations",
        queryset=Observation.objects.current(at).with_provenance(),
        to_attr="current_observations",
    )


class StatisticQuerySet(RetirableQuerySet):
    def shown(self, at: datetime.datetime | None = None) -> "StatisticQuerySet":
        """Only statistics that a published observation supports, or did at `at`."""
        values = Observation.objects.published(at)
        return self.filter(
            models.Exists(values.filter(statistic=models.OuterRef("pk")))
        )

    def with_current(self, at: datetime.datetime | None = None) -> "StatisticQuerySet":
        """Load each statistic's current observations as `current_observations`."""
        return self.select_related("program").prefetch_related(current(at))

    def found(self, keys: Iterable[int]) -> dict[int, "Statistic"]:
        """
        Return these with their current values, by key, in the order given.

        Deleted ones are left out.

        During a request, the whole record is loaded at once: the next sentence or
        table may need any of it, and only current values are loaded.
        """
        wanted = list(keys)
        known = self.whole() if wanted and is_caching() else {}
        # Deleted, or newer than the loaded ones.
        if missing := {*wanted} - known.keys():
            known = known | self.with_current().in_bulk(missing)
        return {key: known[key] for key in wanted if key in known}

    def whole(self) -> dict[int, "Statistic"]:
        """Return the whole record as readers see it now, loaded once per generation."""
        everything = self.model.objects
        return once_per_generation(
            "record", lambda: {each.pk: each for each in everything.with_current()}
        )

    def recorded(self, at: datetime.datetime | None) -> list["Statistic"]:
        """Return those that have a current value, now or at a moment, in order."""
        found = self.with_current(at) if at else self.whole().values()
        return [each for each in found if each.current_observations]


class Statistic(Versioned, PreviewedInPage, index.Indexed, RevisionMixin, Retirable):
    """Something countable, such as arrests, and whose count it is."""

    slug = models.SlugField(
        unique=True,
        validators=[check_slug_is_free],
        help_text=_("Part of its permanent address, /record/…/. Do not change it."),
    )
    label = models.CharField(
        max_length=120, help_text=_("A short name: Arrests, Regional task forces.")
    )
    counts = models.TextField(
        _("what it counts"), help_text=_("One sentence that says what one unit is.")
    )
    unit = models.CharField(
        max_length=40,
        blank=True,
        help_text=_("In the plural: arrests, pounds, U.S. dollars."),
    )
    stage = models.CharField(
        _("stage of justice"), max_length=12, choices=Stage.choices, default=Stage.NONE
    )
    program = models.ForeignKey(
        Program,
        on_delete=models.PROTECT,
        db_column="programme_id",  # as named before, for the version before
        related_name="statistics",
        verbose_name=_("program"),
    )
    section = models.CharField(
        max_length=10, choices=Section.choices, default=Section.RESULTS
    )
    order = models.PositiveIntegerField(default=0)
    note = models.TextField(
        blank=True, help_text=_("A caution shown beside every value, if it needs one.")
    )

    objects = models.Manager.from_queryset(StatisticQuerySet)()

    panels = [
        FieldPanel("label"),
        FieldPanel("counts"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("stage")]),
        FieldPanel("note"),
        MultiFieldPanel(
            [
                FieldPanel("program"),
                FieldPanel("section"),
                FieldPanel("order"),
                FieldPanel("slug"),
                FieldPanel(
                    "is_retired",
                    help_text=_(
                        "Tick this instead of deleting. Take it off all pages first: "
                        "its “Usage” page lists them. It is no longer offered then."
                    ),
                ),
            ],
            heading=_("Place in the record"),
        ),
    ]

    search_fields = [
        index.SearchField("label", boost=2),
        index.AutocompleteField("label"),
        index.SearchField("counts"),
        index.SearchField("note"),
        index.RelatedFields("program", [index.SearchField("name")]),
    ]

    class Meta:
        ordering = ["program__order", "order", "label"]

    def __str__(self) -> str:
        return f"{self.label} ({self.program})"

    # What a published value means; a change would silently rewrite it.
    FROZEN = ("slug", "unit", "stage", "program")

    def clean(self) -> None:
        super().clean()
        stored = Statistic.objects.filter(pk=self.pk).first()
        if self.slug in RESERVED_LATER and (not stored or stored.slug != self.slug):
            raise ValidationError({"slug": reserved(self.slug)})
        if stored is None:
            return
        if self.is_retired and not stored.is_retired:
            self.refuse_to_retire()
        self.refuse_to_rewrite(stored)

    def refuse_to_retire(self) -> None:
        """Raise ValidationError while pages of the site show it, in whatever way."""
        titles = [page.title for page in live_mentions(self)]
        if titles:
            problem = _("Take it off these pages first, or choose another: %(titles)s.")
            raise ValidationError(
                {"is_retired": problem % {"titles": "; ".join(titles)}}
            )

    def refuse_to_rewrite(self, stored: "Statistic") -> None:
        if not self.observations.published().exists():
            return
        changed = [
            name for name in self.FROZEN if getattr(stored, name) != getattr(self, name)
        ]
        if changed:
            message = _("Published values rest on this. Make a new statistic instead.")
            raise ValidationError(dict.fromkeys(changed, message))

    @cached_property
    def current_observations(self) -> list[Observation]:
        """Its current values, for where `with_current` has not loaded them."""
        return list(self.observations.current().with_provenance())

    @property
    def in_words(self) -> str:
        """What it counts, in the words that may follow its numbers."""
        return f"{self.unit} {self.label}"

    @property
    def url(self) -> str:
        # The record's URL is fixed, so no page needs to be loaded for it.
        return f"/record/{self.slug}/"

    @property
    def search_title(self) -> str:
        """Name it so that it differs from the same figure of another program."""
        if self.program.is_own:
            return gettext("%(label)s: figures and sources") % {"label": self.label}
        return f"{self.label}: {self.program.name}"

    @property
    def arrest_reminder(self) -> str:
        """What stands beside every number of arrests; empty for anything else."""
        return gettext("An arrest is not a conviction.") if self.is_arrest else ""

    @property
    def is_arrest(self) -> bool:
        """Return whether to remind readers that an arrest is not a conviction."""
        return self.stage == Stage.ARREST
