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
    # The longest pages take five times as long to write as PNG.
    path = f"{FOLDER}/{'-'.join(name)}.jpeg"
    page.screenshot(path=path, full_page=True, quality=80, type="jpeg")


def test_page_is_drawn(window):
    page, name = window.page, str(window.state)
    for width in window.widths(390, 1440):
        window.resize(width)
        # Odd content can break a page's layout, but not its colors.
        for scheme in ["light", "dark"] if window.state.site == "seeded" else ["light"]:
            window.show_as(scheme=scheme)
            picture(page, name, str(width), scheme)
    if name in PRINTED:
        page.set_viewport_size({"width": 720, "height": 1020})
        window.show_as("print")
        picture(page, name, "print")


def test_map_is_drawn_in_chosen_colours(visit):
    home = next(state for state in STATES if state.name == "home")
    page = visit(home, forced_colors="active")
    picture(page, "home", "forced-colours")
