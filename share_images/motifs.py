"""
One drawing for each page type. Every countable thing is a square.

None of them shows a figure: other sites cache a picture for years.
"""

from share_images.canvas import (
    BOTTOM,
    DATA,
    GRID,
    MARGIN,
    MARK,
    RIGHT,
    Canvas,
    font,
)

# The places of the tile map, as in fixtures/jurisdictions.csv.
PLACES = """
    AK .. .. .. .. .. .. .. .. .. ME
    .. .. .. .. .. WI .. .. .. VT NH
    WA ID MT ND MN IL MI .. NY MA ..
    OR NV WY SD IA IN OH PA NJ CT RI
    CA UT CO NE MO KY WV VA MD DE ..
    .. AZ NM KS AR TN NC SC DC .. ..
    .. .. .. OK LA MS AL GA .. .. ..
    HI .. .. TX .. .. .. .. FL .. PR
"""
QUESTION_MARK = """
    . . # # # # . .
    . # # # # # # .
    . # # . . # # .
    . . . . . # # .
    . . . . # # # .
    . . . # # # . .
    . . . # # . . .
    . . . . . . . .
    . . . # # . . .
    . . . # # . . .
"""
# Lines of text as the lengths of their words.
HEADLINES = [([7, 4, 8], [10, 5]), ([4, 11, 6], [8, 8, 3]), ([9, 9], [5, 3, 6])]
SENTENCES = [
    ([5, 3, 9, 4], [6, 8, 2]),
    ([8, 5, 7], [3, 6, 4]),
    ([4, 7, 3, 5], [9, 2, 6]),
]
PARAGRAPHS = [
    ([6, 3, 8, 5], [4, 9, 2, 6], [8, 3, 5, 7], [5, 10, 7], [9, 4]),
    ([3, 7, 5, 8], [10, 4, 9], [6, 6, 3, 7], [5, 8]),
    ([8, 2, 6, 5], [4, 6, 11], [7, 3]),
]
# When something happened, in months: first, last, and whether it is one exact day.
MOMENTS = [
    (0, 0, False),
    (1, 1, True),
    (2, 3, False),
    (4, 4, False),
    (5, 5, True),
    (6, 8, False),
    (9, 9, True),
    (10, 11, False),
]


def cells(drawing: str) -> list[tuple[int, int, str]]:
    """Parse a drawing made of letters: column, row and character."""
    return [
        (column, row, cell)
        for row, line in enumerate(drawing.strip().splitlines())
        for column, cell in enumerate(line.split())
    ]


def tile_map(canvas: Canvas) -> None:
    """Draw one square for each place, as on the home page."""
    side, pitch = 50, 54
    left, top = RIGHT - 10 * pitch - side, BOTTOM - 7 * pitch - side
    face = font(21, 640)
    for column, row, code in cells(PLACES):
        if code == "..":
            continue
        x, y = left + column * pitch, top + row * pitch
        canvas.square(x, y, side, canvas.ground.tile)
        canvas.draw.text(
            (x + side / 2, y + side / 2 + 8),
            code,
            fill=canvas.ground.letters,
            font=face,
            anchor="ms",
        )


def divided(canvas: Canvas) -> None:
    """Draw squares that break up into smaller ones."""
    side, gap = 174, 6
    for number in range(6):
        x = RIGHT - (3 - number % 3) * (side + 12) + 12
        y = BOTTOM - (2 - number // 3) * (side + 12) + 12
        pitch = (side + gap) // (number + 1)
        for column in range(number + 1):
            for row in range(number + 1):
                canvas.square(
                    x + column * pitch, y + row * pitch, pitch - gap, canvas.ground.tile
                )


def units(canvas: Canvas) -> None:
    """Draw a field of small squares, the last row not full, as in unit charts."""
    side, pitch, columns, rows, last = 12, 16, 34, 32, 21
    left = RIGHT - columns * pitch + pitch - side
    for number in range(columns * (rows - 1) + last):
        row, column = divmod(number, columns)
        canvas.square(
            left + column * pitch,
            BOTTOM - side - row * pitch,
            side,
            canvas.ground.tile,
        )


def overlap(canvas: Canvas) -> None:
    """Draw three squares, and what they have in common."""
    side, step, left = 300, 105, RIGHT - 510
    for number in range(2):
        start = (number + 1) * step
        canvas.square(left + start, MARGIN + start, side - step, DATA)
    canvas.square(
        left + 2 * step, MARGIN + 2 * step, side - 2 * step, canvas.ground.tile
    )
    for number in range(3):
        canvas.outline(
            left + number * step, MARGIN + number * step, side, 6, canvas.ground.tile
        )


def months(canvas: Canvas) -> None:
    """Draw a ruler of months for each moment; a line marks an exact day."""
    side, across, down = 34, 46, 68
    left = RIGHT - 11 * across - side
    for row, (first, last, is_day) in enumerate(MOMENTS):
        y = MARGIN + row * down
        for column in range(12):
            canvas.square(left + column * across, y, side, canvas.ground.faint)
        x = left + first * across
        if is_day:
            canvas.rect(x + side // 2 - 4, y - 8, 8, side + 16, MARK)
        else:
            width = (last - first) * across + side
            canvas.rect(x, y, width, side, canvas.ground.tile)


def question_mark(canvas: Canvas) -> None:
    """Set a question mark from squares."""
    side, pitch = 42, 52
    left = RIGHT - 7 * pitch - side
    for column, row, cell in cells(QUESTION_MARK):
        canvas.square(
            left + column * pitch,
            MARGIN + row * pitch,
            side,
            canvas.ground.tile if cell == "#" else canvas.ground.faint,
        )


def line(canvas: Canvas, place: tuple[int, int], words: list[int], fill: str) -> None:
    """Draw one line of text; its words are blocks of these lengths in grid steps."""
    x, y = place
    height = GRID if fill == canvas.ground.faint else 2 * GRID
    for length in words:
        canvas.rect(x, y, length * GRID, height, fill)
        x += (length + 1) * GRID


def articles(canvas: Canvas) -> None:
    """Draw three entries, each with the square of its date."""
    side, pitch, left = 150, 180, 600
    dark, faint = canvas.ground.tile, canvas.ground.faint
    for number, (headline, sentence) in enumerate(
        zip(HEADLINES, SENTENCES, strict=True)
    ):
        y = MARGIN + number * pitch
        x = left + side + 2 * GRID
        canvas.square(left, y, side, dark)
        for row in range(2):
            line(canvas, (x, y + row * 3 * GRID), headline[row], dark)
            line(canvas, (x, y + (7 + 2 * row) * GRID), sentence[row], faint)


def article(canvas: Canvas) -> None:
    """Draw a page of text under its rule, beside the margin of its sources."""
    left, text = 600, 735
    dark, faint = canvas.ground.tile, canvas.ground.faint
    canvas.rect(left, MARGIN, RIGHT - left, 6, dark)
    y = MARGIN + 2 * GRID
    for headline in HEADLINES[0]:
        line(canvas, (text, y), headline, dark)
        y += 3 * GRID
    for paragraph in PARAGRAPHS:
        y += GRID
        canvas.square(left, y, GRID, dark)
        line(canvas, (left + 2 * GRID, y), [4], faint)
        for words in paragraph:
            line(canvas, (text, y), words, faint)
            y += 2 * GRID


def initials(canvas: Canvas) -> None:
    """Draw the mark of the site, as large as fits."""
    side = BOTTOM - MARGIN
    canvas.mark(RIGHT - side, MARGIN, side)
