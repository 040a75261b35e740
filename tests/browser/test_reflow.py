"""Nothing is cut off, covered or pushed aside: narrow, enlarged, or spaced out."""

import pytest

from tests.browser.states import STATES

WIDTHS = [320, 390, 768, 1024, 1440]  # 320 is also what a zoom by four leaves of 1280
# The pages whose parts are laid out one at a time.
LONG = [state for state in STATES if state.name in ("record", "regions")]
# The four distances of WCAG 1.4.12.
SPACED_TEXT = """
* {
  line-height: 1.5 !important;
  letter-spacing: .12em !important;
  word-spacing: .16em !important;
}
p { margin-block-end: 2em !important }
"""
FAULTS = r"""
() => {
  const faults = [];
  const words = (text) => text.trim().replaceAll(/\s+/g, " ").slice(0, 40);
  const name = (element) => {
    const classes = [...element.classList].map((one) => `.${one}`).join("");
    return `${element.localName}${classes} “${words(element.textContent)}”`;
  };

  const all = [...document.body.querySelectorAll("*")];
  const within = (test) => new Set(all.filter(test).flatMap((each) =>
    [each, ...each.querySelectorAll("*")]));
  // Words for screen readers alone.
  const unseen = within((each) => getComputedStyle(each).clipPath !== "none");
  const seen = new Set(all.filter((each) => !unseen.has(each)
    && each.checkVisibility({ visibilityProperty: true })));

  // What is not laid out yet has boxes of no meaning.
  const skipped = [...seen].filter((each) =>
    !each.checkVisibility({ contentVisibilityAuto: true }));
  if (skipped.length) faults.push(`not laid out: ${skipped.slice(0, 3).map(name)}`);

  // Wider than the screen
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const outside = [...seen].filter((each) => !each.ownerSVGElement
      && each.getBoundingClientRect().right > innerWidth + 1);
    faults.push(`page ${wide} wide: ${outside.slice(0, 3).map(name).join("; ")}`);
  }

  // Cut off by the element itself
  const cuts = /hidden|clip/;
  for (const each of seen) {
    if (each.matches("input, svg, svg *")) continue;
    const style = getComputedStyle(each);
    // The parts of a long page may not paint beyond their edge.
    const isPart = style.contentVisibility === "auto";
    const isCutAcross = isPart || cuts.test(style.overflowX);
    const isCutBelow = isPart || cuts.test(style.overflowY);
    if (isCutAcross && each.scrollWidth > each.clientWidth + 1
        || isCutBelow && each.scrollHeight > each.clientHeight + 1) {
      faults.push(`cut off: ${name(each)}`);
    }
  }

  // Text upon text. What floats above the page, such as the quick exit, may cover it.
  const floating = within((each) => each.matches(":popover-open, [role=listbox]")
    || /fixed|sticky/.test(getComputedStyle(each).position));
  const boxes = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !seen.has(parent) || floating.has(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      // The middle of the letters: lines may stand close.
      const edge = (bottom - top) * .28;
      boxes.push({ node, left: left + 1, right: right - 1, top: top + edge,
        bottom: bottom - edge });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const covered = new Set();
  boxes.forEach((one, index) => {
    for (let next = index + 1; next < boxes.length; next += 1) {
      const other = boxes[next];
      if (other.top >= one.bottom) break;
      if (one.node !== other.node && one.left < other.right && other.left < one.right) {
        covered.add(`“${words(one.node.data)}” meets “${words(other.node.data)}”`);
      }
    }
  });
  return [...faults, ...covered];
}
"""
NOT_LAID_OUT = """
() => [...document.querySelectorAll(".long :is(.section, .register > li) > *")]
  .some((each) => each.checkVisibility()
    && !each.checkVisibility({ contentVisibilityAuto: true }))
"""
ADD_STYLE = """
(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}
"""


def wait_for_all_parts(page):
    """Wait for parts that are wanted now; the page itself can run no timer for this."""
    for _ in range(100):
        if not page.evaluate(NOT_LAID_OUT):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.url)


class Report:
    """The faults of one state, each with the circumstances in which it shows."""

    def __init__(self, page):
        self.page = page
        self.lines = []

    def look(self, width, when=""):
        self.page.set_viewport_size({"width": width, "height": 900})
        faults = self.page.evaluate(FAULTS)
        self.lines += [f"{width} pixels{when}: {fault}" for fault in faults]

    def __str__(self):
        return "\n".join(self.lines)


def test_page_fits_every_width_also_with_spaced_text(window):
    report = Report(window.page)

    for width in window.widths(*WIDTHS):
        report.look(width)
    window.page.evaluate(ADD_STYLE, SPACED_TEXT)
    for width in window.widths(1440, 320):
        report.look(width, " with spaced text")

    assert not report.lines, str(report)


@pytest.mark.parametrize("state", LONG, ids=str)
def test_long_page_without_script_fits(state, visit):
    page = visit(state, java_script_enabled=False, reduced_motion="reduce")
    report = Report(page)

    for width in [1440, 320]:
        page.set_viewport_size({"width": width, "height": 900})
        # A browser lays out what is selected, just as what comes into view.
        page.evaluate("getSelection().selectAllChildren(document.body)")
        wait_for_all_parts(page)
        report.look(width, " without script")

    assert page.locator(".is-ready").count() == 0
    assert not report.lines, str(report)


def test_page_fits_with_text_of_twice_the_size(window):
    report = Report(window.page)
    window.set_text_size(32)

    for width in window.widths(1280, 768, 390):
        report.look(width, " with large text")

    assert not report.lines, str(report)
