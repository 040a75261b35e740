"""The body of the timeline page."""

from sources.blocks import DisagreementBlock, QuoteBlock
from sources.citing import IndexBodyBlock


class TimelineBodyBlock(IndexBodyBlock):
    """The text below the milestones, and where their sources differ."""

    disagreement = DisagreementBlock()
    quote = QuoteBlock()
