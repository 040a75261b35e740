"""axe-core finds nothing on any page, in any state, narrow or wide, light or dark."""

from tests.browser.states import STATES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Stricter than these levels: text has a contrast of 7 to 1. The rule for that says
# nothing of what is below 4.5 to 1, which it leaves to the other.
CONTRAST = ["color-contrast", "color-contrast-enhanced"]
REPORT = {"resultTypes": ["violations"], "preload": False}
EVERY_RULE = {
    **REPORT,
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in [*CONTRAST, "target-size"]},
}
# Nothing but colors changes when the visitor prefers a dark page.
COLORS = {
    **REPORT,
    "runOnly": {"type": "rule", "values": [*CONTRAST, "link-in-text-block"]},
}
RUN = """
async (options) => {
  const { violations } = await axe.run(document, options);
  return violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`
      .replaceAll(/\\s+/g, " ")));
}
"""


def test_axe_finds_nothing(window, axe):
    window.page.evaluate(axe)
    faults = []

    for width in window.widths(390, 1440):
        window.resize(width)
        for scheme, options in [("light", EVERY_RULE), ("dark", COLORS)]:
            window.show_as(scheme=scheme)
            found = window.page.evaluate(RUN, options)
            faults += [f"{width} pixels, {scheme}: {fault}" for fault in found]

    assert not faults, "\n".join(faults)


def test_table_stays_a_table_where_its_rows_are_drawn_as_blocks(visit):
    page = visit(next(state for state in STATES if state.name == "record"), 390)
    rows = page.locator("table.record-table tr").count()

    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")

    roles = [node["role"]["value"] for node in tree["nodes"] if not node["ignored"]]
    assert page.locator("table.record-table tbody tr").first.evaluate(
        "row => getComputedStyle(row).display"
    ) not in ("table-row",)
    assert roles.count("row") == rows
    cells = page.locator("table.record-table tbody :is(th, td)").evaluate_all(
        "cells => cells.filter((cell) => cell.checkVisibility()).length"
    )
    # At least the name of a figure and its value.
    assert cells >= 2 * (rows - page.locator("table.record-table").count())
    assert roles.count("rowheader") + roles.count("cell") == cells
