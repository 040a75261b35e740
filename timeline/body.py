"""The body of the timeline page."""

from core.blocks import IndexBodyBlock
from sources.blocks import DisagreementBlock, QuoteBlock


class TimelineBodyBlock(IndexBodyBlock):
    """The text below the milestones, and where their sources differ."""

    disagreement = DisagreementBlock()
    quote = QuoteBlock()
