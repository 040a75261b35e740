"""The body that answers and articles share."""

from core.blocks import ProseBlock, SectionBlock
from core.body import BodyBlock
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from stats.blocks import StatisticListBlock


class AttributedBodyBlock(BodyBlock):
    """Text first, then figures, differences and quotations, each with its source."""

    text = ProseBlock()
    section = SectionBlock()
    statistics = StatisticListBlock()
    disagreement = DisagreementBlock()
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        block_counts = PICTURE_COUNT
