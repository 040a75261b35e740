"""axe-core finds nothing on any page, in any state, narrow or wide, light or dark."""

import pytest

from tests.browser.states import STATES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Stricter than the levels above: text has a contrast of 7 to 1.
AND = ["color-contrast-enhanced", "target-size"]
COLOUR = ["color-contrast-enhanced", "color-contrast", "link-in-text-block"]
RUN = """
async (options) => {
  const { violations } = await axe.run(document, options);
  return violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`
      .replaceAll(/\\s+/g, " ")));
}
"""
EVERY_RULE = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in AND},
}
# Nothing but colours changes when the visitor prefers a dark page.
COLOUR_RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": COLOUR},
}


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("state", STATES, ids=str)
def test_axe_finds_nothing(state, width, visit, axe):
    if state.width not in (None, width):
        pytest.skip(f"It exists only at {state.width} pixels.")
    page = visit(state, width, reduced_motion="reduce")
    page.evaluate(axe)

    faults = page.evaluate(RUN, EVERY_RULE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    faults += [f"dark: {fault}" for fault in page.evaluate(RUN, COLOUR_RULES)]

    assert not faults, "\n".join(faults)


def test_table_stays_a_table_where_its_rows_are_drawn_as_blocks(visit):
    page = visit(next(state for state in STATES if state.name == "record"), 390)
    rows = page.locator("table.rec tr").count()

    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")

    roles = [node["role"]["value"] for node in tree["nodes"] if not node["ignored"]]
    assert page.locator("table.rec tbody tr").first.evaluate(
        "row => getComputedStyle(row).display"
    ) not in ("table-row",)
    assert roles.count("row") == rows
    assert roles.count("rowheader") + roles.count("cell") >= 5 * (rows - 10)
