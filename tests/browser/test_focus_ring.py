"""The ring around what has the focus is whole: nothing lies upon it or cuts it off."""

from io import BytesIO

import pytest
from PIL import Image

from tests.browser.states import SEEDED

BY_NAME = {state.name: state for state in SEEDED}
GOLD = (255, 190, 46)  # --focus
INK = (15, 25, 28)  # --focus-ink
MOST_STOPS = 400
# Where the ring of the focused element must be seen: in the middle of its line.
RING = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.localName === "main") return null;
  // A date has several stops of its own.
  const all = window.ringed ??= [];
  const isNew = !all.includes(at) || all.at(-1) === at;
  all.push(at);
  const drawn = at.querySelector(":scope > rect") ?? at;
  const inMap = drawn !== at;
  // Of a link on several lines, each line would have a ring of its own.
  const isOne = at.getClientRects().length === 1 || inMap;
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const out = inMap ? 0 : 1.5;
  const points = [];
  const steps = [.1, .3, .5, .7, .9];
  for (const part of steps) {
    const x = left + (right - left) * part;
    const y = top + (bottom - top) * part;
    points.push([x, top - out], [x, bottom + out], [left - out, y], [right + out, y]);
  }
  const seen = points.filter(([x, y]) =>
    x > 1 && y > 1 && x < innerWidth - 1 && y < innerHeight - 1);
  return { isNew, inMap, name: at.outerHTML.slice(0, 90), points: isOne ? seen : [] };
}
"""


def is_near(one, other):
    return all(abs(a - b) < 60 for a, b in zip(one, other, strict=True))


def covered(page, stop):
    """Return how many of the points do not show the ring."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    colour = INK if stop["inMap"] else GOLD
    return sum(
        not is_near(picture.getpixel((int(x), int(y))), colour)
        for x, y in stop["points"]
    )


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("home", 390),
        ("record", 1440),
        ("regions-several", 390),
        ("jurisdiction", 1440),
        ("faq", 1440),
        ("agencies", 390),
    ],
)
def test_ring_is_whole(name, width, visit):
    page = visit(BY_NAME[name], width, reduced_motion="reduce")
    faults = []

    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop is None or not stop["isNew"]:
            break
        if (hidden := covered(page, stop)) > len(stop["points"]) / 10:
            faults.append(f"{hidden} of {len(stop['points'])}: {stop['name']}")

    assert faults == []
