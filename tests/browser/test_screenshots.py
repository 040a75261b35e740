"""Pictures of every page, for people to look at. SCREENSHOTS names their folder."""

import os
from pathlib import Path

import pytest

from tests.browser.states import STATES

FOLDER = os.environ.get("SCREENSHOTS", "")
PRINTED = {"home", "record", "statistic", "faq", "help", "article", "jurisdiction"}

pytestmark = pytest.mark.skipif(
    not FOLDER, reason="Only make browser-test makes screenshots."
)


def picture(page, *name):
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{FOLDER}/{'-'.join(name)}.png", full_page=True)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_page_is_drawn(state, visit):
    page = visit(state, 390, reduced_motion="reduce")
    for width in [390, 1440] if state.width is None else [state.width]:
        page.set_viewport_size({"width": width, "height": 900})
        # Odd content can break the shapes of a page, but not its colours.
        for scheme in ["light", "dark"] if state.site == "seeded" else ["light"]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            picture(page, str(state), str(width), scheme)
    if str(state) in PRINTED:
        page.set_viewport_size({"width": 720, "height": 1020})
        page.emulate_media(media="print", color_scheme="light")
        picture(page, str(state), "print")


def test_map_is_drawn_in_chosen_colours(visit):
    home = next(state for state in STATES if state.name == "home")
    page = visit(home, forced_colors="active")
    picture(page, "home", "forced-colours")
