"""Background, colors and type of the pictures. Edges align to whole pixels."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
GRID = 15
MARGIN = 4 * GRID
RIGHT, BOTTOM = WIDTH - MARGIN, HEIGHT - MARGIN

# The tokens of static/css/foundation/tokens.css, in its light scheme.
PAPER = "#ffffff"
INK = "#0f191c"
TILE = "#002d3f"
RULE = "#c6cace"
LINK = "#074b69"
DATA = "#6499af"
UNIT = "#adcfdc"
MARK = "#d54309"

FONT = settings.BASE_DIR / "static" / "fonts" / "public-sans-var.woff2"
CAP_HEIGHT = 0.7  # of the type size
# The position of each letter's ink, in multiples of the mark's side.
MARK_LETTERS = [
    ("H", 0.2625, 0.448),
    ("S", 0.533, 0.448),
    ("T", 0.281, 0.823),
    ("F", 0.531, 0.823),
]


@dataclass(frozen=True)
class Ground:
    """A background, and the colors that are legible on it."""

    paper: str
    ink: str
    tile: str
    letters: str
    faint: str


LIGHT = Ground(paper=PAPER, ink=INK, tile=TILE, letters=PAPER, faint=RULE)
BAND = Ground(paper=TILE, ink=PAPER, tile=UNIT, letters=TILE, faint=LINK)


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(FONT, size)
    face.set_variation_by_axes([weight])
    return face


def bearing(face: ImageFont.FreeTypeFont, letter: str) -> int:
    """Return the gap between a letter's origin and its ink."""
    box = face.getmask(letter).getbbox()
    return box[0] if box else 0


class Canvas:
    """An empty picture with one background, and the few shapes that motifs need."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.image = Image.new("RGB", (WIDTH, HEIGHT), ground.paper)
        self.draw = ImageDraw.Draw(self.image)

    def rect(self, x: int, y: int, width: int, height: int, fill: str) -> None:
        # Pillow includes the last pixel.
        self.draw.rectangle((x, y, x + width - 1, y + height - 1), fill=fill)

    def square(self, x: int, y: int, side: int, fill: str) -> None:
        self.rect(x, y, side, side, fill)

    def outline(self, x: int, y: int, side: int, width: int, fill: str) -> None:
        self.draw.rectangle(
            (x, y, x + side - 1, y + side - 1), outline=fill, width=width
        )

    def text(
        self,
        words: str,
        x: float,
        baseline: int,
        face: ImageFont.FreeTypeFont,
        tracking: float,
    ) -> None:
        """Draw one line whose ink begins at x. Pillow has no letter spacing."""
        fill = self.ground.ink
        x -= bearing(face, words[0])
        for letter, following in zip(words, [*words[1:], ""], strict=True):
            self.draw.text((x, baseline), letter, fill=fill, font=face, anchor="ls")
            # A kerned pair is narrower than its two letters.
            step = face.getlength(letter + following) - face.getlength(following)
            x += step + tracking * face.size

    def mark(self, x: int, y: int, side: int) -> None:
        """Draw the site's mark; its letters are placed as in components/mark.html."""
        self.square(x, y, side, self.ground.tile)
        face = font(round(0.256 * side / CAP_HEIGHT), 800)
        for letter, left, baseline in MARK_LETTERS:
            ink = x + left * side - bearing(face, letter)
            place = (round(ink), round(y + baseline * side))
            self.draw.text(
                place, letter, fill=self.ground.letters, font=face, anchor="ls"
            )
