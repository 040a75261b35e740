"""Pictures that other sites show beside a link to this one: one for each page type."""

from core.share_images.canvas import HEIGHT, WIDTH
from core.share_images.cards import CARDS, STANDARD, png

__all__ = ["CARDS", "HEIGHT", "STANDARD", "WIDTH", "png"]
