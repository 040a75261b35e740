"""The body of an answer."""

from core.blocks import ProseBlock, SectionBlock
from core.body import BodyBlock
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from stats.blocks import StatisticListBlock


class AnswerBlock(BodyBlock):
    """An answer: text first, then figures or differences where they help."""

    text = ProseBlock()
    section = SectionBlock()
    statistics = StatisticListBlock()
    disagreement = DisagreementBlock()
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        block_counts = PICTURE_COUNT
