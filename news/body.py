"""The body of an article."""

from core.blocks import ProseBlock, SectionBlock
from core.body import BodyBlock
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from stats.blocks import StatisticListBlock


class ArticleBlock(BodyBlock):
    """Text, figures shown by reference, and attributed quotations."""

    text = ProseBlock()
    section = SectionBlock()
    statistics = StatisticListBlock()
    disagreement = DisagreementBlock()
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        block_counts = PICTURE_COUNT
