"""
Twelve made-up photographs, as different as editors' real ones are.

Each is a sun over hills, drawn at once, with a frame of its own color just inside the
edges: where the frame is seen on all sides, nothing was cut off.
"""

from dataclasses import dataclass

from PIL import Image, ImageDraw

FRAME = (214, 60, 20)


@dataclass(frozen=True)
class Scene:
    name: str
    width: int
    height: int
    sky: tuple[int, int, int] = (120, 170, 210)
    land: tuple[int, int, int] = (70, 110, 60)
    has_text: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def draw(self) -> Image.Image:
        width, height = self.size
        picture = Image.new("RGB", self.size, self.sky)
        pen = ImageDraw.Draw(picture)
        short = min(self.size)
        sun = [
            width * 0.6,
            height * 0.2,
            width * 0.6 + short / 4,
            height * 0.2 + short / 4,
        ]
        pen.ellipse(sun, fill=tuple(min(255, each + 60) for each in self.sky))
        for hill in range(5):
            left = width * (hill - 1) / 4
            box = [left, height * 0.6, left + width / 2, height * 1.4]
            shade = tuple(max(0, each - 12 * hill) for each in self.land)
            pen.ellipse(box, fill=shade)
        if self.has_text:
            for line in range(0, height, 26):
                pen.text(
                    (40, line),
                    f"Line {line} of an example, 555-01{line % 100:02}. " * 5,
                )
        pen.rectangle(
            [0, 0, width - 1, height - 1], outline=FRAME, width=max(3, short // 60)
        )
        return picture


DARK, BLACK = (14, 20, 26), (4, 6, 8)
PALE, WHITE = (250, 250, 250), (255, 255, 255)
SCENES = [
    Scene("three-by-two", 1800, 1200),
    Scene("four-by-three", 1600, 1200),
    Scene("square", 1200, 1200),
    Scene("portrait", 1200, 1800),
    Scene("phone-upright", 1080, 1920),
    Scene("panorama", 3000, 1000),
    Scene("dark", 1800, 1200, DARK, BLACK),
    Scene("pale", 1800, 1200, PALE, WHITE),
    Scene("fine-text", 1700, 2200, WHITE, PALE, has_text=True),
    Scene("tiny", 48, 32),
    Scene("huge", 6000, 4000),
    Scene("strip", 4000, 300),
]
