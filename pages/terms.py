"""Tables of terms, such as the columns of a download."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import HeadedBlock, ProseBlock


class TermBlock(blocks.StructBlock):
    """A word, and what it means."""

    term = blocks.CharBlock(max_length=120, label=_("Term"))
    meaning = blocks.TextBlock(label=_("Meaning"))

    class Meta:
        icon = "tag"


class TermTableBlock(HeadedBlock):
    """A table of words with their meanings, such as the columns of a download."""

    intro = ProseBlock(required=False, label=_("Introduction"))
    terms = blocks.ListBlock(TermBlock(), min_num=1, label=_("Terms"))
    note = ProseBlock(required=False, label=_("Text below the table"))

    class Meta:
        icon = "table"
        label = _("Table of terms")
        template = "blocks/terms.html"
