"""Firefox can enlarge text alone: nothing goes sideways, and short words stay whole."""

import pytest

from tests.browser import engines
from tests.browser.test_engines import TOO_WIDE

TWICE = {"ui.textScaleFactor": 200, "browser.display.os-zoom-behavior": 2}
PATHS = [
    "/",
    "/about/structure/",
    "/agencies/",
    "/faq/",
    "/help/",
    "/record/",
    "/record/hstf-arrests/",
    "/record/sources/hstf-home/",
    "/regions/",
    "/regions/texas/",
    "/threats/narcotics-and-contraband/",
    "/timeline/",
]
# Words of up to eight letters that stand on two lines, but for those of an address.
PARTED = r"""
() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    const parent = node.parentElement;
    if (!parent.checkVisibility() || parent.closest("svg, .visually-hidden")) continue;
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}./:-]+/gu)) {
      if (word.length > 8 || /[./:-]\w/.test(word)) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].map((each) => Math.round(each.top));
      const name = parent.outerHTML.slice(0, 60);
      if (new Set(tops).size > 1) found.push(`${word}: ${name}`);
    }
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def large(start_engine):
    """Return Firefox on a phone, with text of twice the size."""
    tab = start_engine(engines.Firefox, TWICE)
    tab.resize(390)
    return tab


@pytest.mark.parametrize("path", PATHS)
def test_page_fits_a_phone_with_text_of_twice_the_size(path, large, sites):
    large.go(sites("seeded") + path)

    assert (
        large.run("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    )
    assert not large.run(TOO_WIDE)
    assert large.run(PARTED) == []
