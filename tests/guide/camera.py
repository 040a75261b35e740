"""Takes one picture: opens a screen, marks what is meant, and cuts out what matters."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from guide.chapters import FOLDER
from tests.guide.stage import PASSWORD

PICTURES = FOLDER / "pictures"
WIDTH = 1280
SIDEBAR = 200  # how wide the admin's menu is
MARGIN = 16  # around what is cut out
TIMEOUT = 15_000  # milliseconds
SETTLE = 400  # milliseconds, for menus that open
LARGEST = 120_000  # bytes of one picture
COLOURS = 128

STILL = """
*, ::before, ::after {
  transition: none !important; animation: none !important;
  caret-color: transparent !important; scroll-behavior: auto !important;
}
"""
# The same picture tomorrow: what the clock writes is set to one moment.
SAME_TIME = """
() => {
  const rules = [
    [/(\\d+\\s\\w+,\\s)?\\d+\\s\\w+\\sago|just now/gi, "2 days ago"],
    [/[A-Z][a-z]+\\.? \\d+, 20\\d\\d, [\\d:]+ [ap]\\.m\\./g, "Nov. 20, 2026, 9 a.m."],
    [/\\b\\d\\d:\\d\\d\\b/g, "09:00"],
  ];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("script, style, textarea")) continue;
    let text = node.data;
    for (const [found, written] of rules) text = text.replace(found, written);
    if (text !== node.data) node.data = text;
  }
}
"""
MARK = """
({ x, y, width, height }) => {
  const frame = document.createElement("div");
  const gap = 4;
  Object.assign(frame.style, {
    position: "fixed", zIndex: 99999, pointerEvents: "none",
    left: `${x - gap}px`, top: `${y - gap}px`,
    width: `${width + 2 * gap}px`, height: `${height + 2 * gap}px`,
    boxSizing: "border-box", border: "4px solid #d83933", borderRadius: "6px",
    boxShadow: "0 0 0 2px #fff",
  });
  // A dialog lies above everything else, so the frame has to be inside of it.
  (document.querySelector("dialog[open]") ?? document.body).append(frame);
}
"""


@dataclass(frozen=True)
class Picture:
    """
    A picture of the guide: its file, whose screen it is, and what it shows.

    Selectors are those of Playwright; `show` names what must be seen, `mark` what is
    outlined. `act` does what an editor does before, such as opening a menu. `in_use`:
    what it opened would close if it lost the keyboard.
    """

    name: str
    who: str
    path: str
    show: tuple[str, ...]
    mark: tuple[str, ...] = ()
    act: Callable | None = None
    height: int = 900
    in_use: bool = False


class Photographer:
    """Takes pictures in a browser that keeps one session for each account."""

    def __init__(self, browser, address, numbers):
        self.browser = browser
        self.address = address
        self.numbers = numbers
        self.contexts = {}

    def context(self, who):
        if who not in self.contexts:
            context = self.browser.new_context(
                viewport={"width": WIDTH, "height": 900},
                reduced_motion="reduce",
                bypass_csp=True,  # for what is drawn into the picture
            )
            self.contexts[who] = context
            if who:
                self.sign_in(context, who)
        return self.contexts[who]

    def sign_in(self, context, who):
        page = context.new_page()
        page.goto(f"{self.address}/admin/account/login/")
        page.fill("input[name=login]", who)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/admin/")
        page.close()

    def take(self, picture):
        """Return the picture as a Pillow image."""
        page = self.context(picture.who).new_page()
        try:
            page.set_default_timeout(TIMEOUT)
            page.set_viewport_size({"width": WIDTH, "height": picture.height})
            page.goto(self.address + picture.path.format(**self.numbers))
            page.add_style_tag(content=STILL)
            page.wait_for_load_state("networkidle")
            if picture.act:
                picture.act(page)
            page.wait_for_timeout(SETTLE)
            if not picture.in_use:
                page.evaluate("document.activeElement?.blur()")
            page.evaluate(SAME_TIME)
            boxes = [box(page, each) for each in (*picture.show, *picture.mark)]
            for each in picture.mark:
                page.evaluate(MARK, box(page, each))
            drawn = page.screenshot(clip=around(boxes, picture.height))
            return Image.open(io.BytesIO(drawn)).convert("RGB")
        finally:
            page.close()


def box(page, selector):
    found = page.locator(selector).first
    found.wait_for()
    return found.bounding_box()


def around(boxes, height):
    left = min(each["x"] for each in boxes)
    # Crop out the menu beside other content.
    left = max(SIDEBAR if left >= SIDEBAR else 0, left - MARGIN)
    top = max(0, min(each["y"] for each in boxes) - MARGIN)
    right = min(WIDTH, max(each["x"] + each["width"] for each in boxes) + MARGIN)
    bottom = min(height, max(each["y"] + each["height"] for each in boxes) + MARGIN)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def keep(image, name):
    """Write the picture, unless the one that is there shows the same."""
    path = Path(PICTURES, f"{name}.webp")
    plain = image.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    if path.exists():
        with Image.open(path) as before:
            if same(before.convert("RGB"), plain):
                return False
    plain.save(path, lossless=True, method=6)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path.name} is too large; show less")
    return True


def same(before, after):
    return (
        before.size == after.size and not ImageChops.difference(before, after).getbbox()
    )
