"""What stands first for some words."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.blocks import ChoiceBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from audit.facts import Audited
from core.body import BodyBlock
from core.deleted_choices import ChosenPageBlock, KeepsDeletedChoice
from search.entries.downloads import Downloads
from search.entries.milestones import Milestones
from search.kinds import KINDS_OF_PAGES
from search.models.steered import Steered

PAGE, ENTRY = "page", "entry"


class ChosenRecordBlock(KeepsDeletedChoice, SnippetChooserBlock):
    """A choice of records of one kind."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What is stored is the same, so migrations need not tell them apart.
        _name, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


def what_has_no_record() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return milestones and downloads to choose from, by the keys of their entries."""
    groups = ((_("Milestones"), Milestones()), (_("Downloads"), Downloads()))
    return [
        (str(label), [(each.key, str(each.title)) for each in source.entries()])
        for label, source in groups
    ]


class ChosenEntryBlock(ChoiceBlock):
    """A choice of what has an address, and no record with a chooser of its own."""

    def deconstruct(self) -> tuple[str, Any, Any]:
        # What there is to choose is no part of what is stored.
        return "wagtail.blocks.CharBlock", (), {}


class TargetsBlock(BodyBlock):
    """What may stand first: each block is named as the kind of an entry."""

    page = ChosenPageBlock(label=_("Page"), group=_("Pages"))
    figure = ChosenRecordBlock("stats.Statistic", label=_("Figure"), icon="order")
    source = ChosenRecordBlock("sources.Source", label=_("Source"))
    difference = ChosenRecordBlock("sources.Disagreement", label=_("Difference"))
    place = ChosenRecordBlock("regions.Jurisdiction", label=_("Place"), icon="globe")
    task_force = ChosenRecordBlock("regions.Region", label=_("Task force"))
    office = ChosenRecordBlock("regions.Office", label=_("Office"), icon="home")
    contact = ChosenRecordBlock("regions.ContactChannel", label=_("Contact"))
    line = ChosenRecordBlock("regions.NationalLine", label=_("National line"))
    entry = ChosenEntryBlock(
        choices=what_has_no_record, label=_("Milestone or download"), icon="date"
    )

    class Meta:
        max_num = 1


class SearchBestAnswer(Steered):
    """What an editor puts above all other results for some words."""

    target = StreamField(
        TargetsBlock(),
        verbose_name=_("best answer"),
        help_text=_("One page or record. It is left out while readers cannot see it."),
    )

    audited = Audited(("phrases", "target"))
    counts_within = False

    panels = [
        FieldPanel("phrases"),
        FieldPanel("target"),
        *Steered.last_panels,
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = _("best answer")
        verbose_name_plural = _("best answers")
        ordering = ["phrases"]

    def get_target_display(self) -> str:
        """Return what it leads to, as the history and the list of the admin show it."""
        return "; ".join(str(block.value) for block in self.target)

    def clean(self) -> None:
        super().clean()
        if len(self.target) != 1:
            words = gettext("Choose one page or record.")
            raise ValidationError({"target": words})
        for block in self.target:
            if not getattr(block.value, "live", bool(block.value)):
                words = gettext("Readers cannot see “%s”. Publish it first.")
                raise ValidationError({"target": words % block.value})


def entry_keys(answers: Iterable[SearchBestAnswer]) -> dict[int, str]:
    """Return the entry that each leads to, in one query for any number."""
    stored = {
        answer.pk: (str(block["type"]), str(block["value"]))
        for answer in answers
        for block in answer.target.raw_data
    }
    pages = [int(value) for kind, value in stored.values() if kind == PAGE]
    found = Page.objects.filter(pk__in=pages).values_list("pk", "content_type__model")
    models = {str(pk): model for pk, model in found} if pages else {}
    return {
        answer: entry_key(kind, value, models.get(value, ""))
        for answer, (kind, value) in stored.items()
    }


def entry_key(block: str, value: str, model: str) -> str:
    if block == ENTRY:
        return value
    kind = KINDS_OF_PAGES.get(model, PAGE) if block == PAGE else block
    return f"{kind.replace('_', '-')}:{value}"
