"""Bodies of the pages in this room, composed from the blocks of the rooms below."""

from agencies.blocks import AgencyListBlock
from core.blocks import SectionBlock
from core.body import BodyBlock
from faq.blocks import QuestionListBlock
from regions.blocks import LineListBlock, MapBlock
from sources.blocks import (
    PICTURE_COUNT,
    DisagreementBlock,
    PictureBlock,
    QuoteBlock,
)
from sources.citing import ItemListBlock
from stats.blocks import StatisticListBlock, StructureListBlock


class ArticleBlock(BodyBlock):
    """The body of a threat page or a standard page."""

    section = SectionBlock()
    items = ItemListBlock()
    statistics = StatisticListBlock()
    structures = StructureListBlock()
    disagreement = DisagreementBlock()
    agencies = AgencyListBlock()
    questions = QuestionListBlock()
    map = MapBlock()
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        block_counts = PICTURE_COUNT


class HelpBlock(BodyBlock):
    """The body of the help page: calm text and national lines, nothing else."""

    section = SectionBlock()
    items = ItemListBlock()
    lines = LineListBlock()
