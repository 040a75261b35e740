"""Whom to call stands on the first screen of every place, for every visitor."""

from tests.browser.states import State

PHONE = {"width": 390, "height": 844}
# Twice the usual size of text in a window of a laptop computer.
LAPTOP, LARGE_TEXT = {"width": 1280, "height": 800}, 32
BOTTOM = """
() => document.querySelector(".contact-card a[href^='tel:']")
  ?.getBoundingClientRect().bottom ?? Infinity
"""
USUAL_TEXT = 16


def addresses(page, address):
    """Return the address of every place, for both visitors, and near an office."""
    data = page.request.get(f"{address}/regions.json").json()
    near = {
        covered["jurisdiction"]: office["id"]
        for office in data["partner_offices"]
        for covered in office["covers"]
        if office["contacts"]
    }
    # The most that stands above a number.
    yield "/regions/mississippi/?near=fbi-jackson&nearer=fbi-birmingham&also=AL"
    yield "/regions/texas/?office=hsi-dallas"
    for place in data["jurisdictions"]:
        path = f"/regions/{place['page'].rstrip('/').rsplit('/', 1)[1]}/"
        yield path
        yield f"{path}?for=public"
        if place["code"] in near:
            yield f"{path}?near={near[place['code']]}"


def test_number_to_call_is_on_the_first_screen_of_every_place(visit, sites):
    page = visit(State("jurisdiction", "/regions/texas/"), **PHONE)
    devtools = page.context.new_cdp_session(page)
    paths = list(addresses(page, sites("seeded")))
    assert len(paths) > 58 * 2

    below = []
    for path in paths:
        page.goto(sites("seeded") + path, wait_until="domcontentloaded")
        for size, text in ((PHONE, USUAL_TEXT), (LAPTOP, LARGE_TEXT)):
            devtools.send("Page.setFontSizes", {"fontSizes": {"standard": text}})
            page.set_viewport_size(size)
            bottom = page.evaluate(BOTTOM)
            if bottom > size["height"]:
                below.append((path, size["width"], bottom))

    assert below == []
