"""The doors of the home page: the few ways in that it names for those who visit it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import check_local_path
from core.body import BodyBlock
from core.deleted_choices import ChosenPageBlock
from core.models import is_shown

# Whoever needs help finds it on the first screen, whatever else is changed there.
HELP = "/help/"


class Door(blocks.StructValue):
    """One door, with where it leads."""

    @property
    def url(self) -> str:
        """Return its address; empty while its page is deleted or not public."""
        if page := self["page"]:
            return (page.get_url() or "") if is_shown(page) else ""
        return self["address"] if self["page"] is None else ""


class DoorBlock(blocks.StructBlock):
    """A link with one line about what is behind it."""

    page = ChosenPageBlock(required=False, label=_("Page"))
    address = blocks.CharBlock(
        required=False,
        max_length=200,
        validators=[check_local_path],
        label=_("Or an address"),
        help_text=_("For what is no page of its own, such as /record/?program=hstf."),
    )
    label = blocks.CharBlock(max_length=60, label=_("Label"))
    text = blocks.CharBlock(
        max_length=120,
        label=_("One line"),
        help_text=_("What is behind this door, in one short sentence."),
    )

    class Meta:
        icon = "link"
        label = _("Door")
        value_class = Door

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        is_chosen = cleaned["page"] is not None
        if not self.is_deferred_validation and is_chosen == bool(cleaned["address"]):
            problem = ValidationError(_("Give a page or an address, and not both."))
            raise blocks.StructBlockValidationError({"page": problem})
        return cleaned


class DoorsBlock(BodyBlock):
    """One to four doors, one of which leads to help."""

    door = DoorBlock()

    class Meta:
        min_num = 1
        max_num = 4

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation or any(leads_to_help(one) for one in cleaned):
            return cleaned
        problem = ValidationError(
            _("One door must lead to %(help)s, for those who need help at once."),
            params={"help": HELP},
        )
        raise blocks.StreamBlockValidationError(non_block_errors=[problem])


def leads_to_help(part: Any) -> bool:
    address = str(part.value.url)
    return address.partition("?")[0].partition("#")[0] == HELP


def usual_doors() -> list[dict[str, Any]]:
    """Return the doors of a page on which nobody has chosen others."""
    usual = [
        (
            HELP,
            "Get help or report a crime",
            "Lines for victims and survivors first, with a quick way out.",
        ),
        (
            "/regions/",
            "State and local agencies",
            "The task force in your region, and the offices of partner agencies.",
        ),
        (
            "/record/",
            "Press and researchers",
            "Every figure with its source and history, to read or to download.",
        ),
    ]
    return [
        {"type": "door", "value": {"address": address, "label": label, "text": text}}
        for address, label, text in usual
    ]
