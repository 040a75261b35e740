"""The body of an article."""

from wagtail import blocks

from core.blocks import ProseBlock, SectionBlock
from sources.blocks import DisagreementBlock, QuoteBlock
from stats.blocks import StatisticListBlock


class ArticleBlock(blocks.StreamBlock):
    """Text, figures shown by reference, and attributed quotations."""

    text = ProseBlock()
    section = SectionBlock()
    statistics = StatisticListBlock()
    disagreement = DisagreementBlock()
    quote = QuoteBlock()
