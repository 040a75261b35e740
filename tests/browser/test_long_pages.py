"""A page laid out part by part is complete for jumps, searches and printing."""

import pytest

from tests.browser.states import State
from tests.browser.test_help_page import PDF_PAGE

JUMPS = [("/record/sources/", "source-us-package"), ("/regions/", "regions")]
# A part that is not laid out holds this much room, so that all below it moves.
SKIPPED = """
() => [...document.querySelectorAll(".section, .register > li")].filter((each) =>
  !each.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length
"""


def top_of(page, name):
    return page.locator(f"#{name}").evaluate("each => each.getBoundingClientRect().top")


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("path", "name"), JUMPS)
def test_address_of_a_part_leads_to_it(path, name, width, is_scripted, visit):
    state = State(name, f"{path}#{name}")
    page = visit(state, width, java_script_enabled=is_scripted)

    assert 0 <= top_of(page, name) <= 100


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [390, 1440])
def test_source_at_the_end_of_the_record_is_on_the_screen(width, is_scripted, visit):
    state = State("source", "/record/#source-us-package")
    page = visit(state, width, java_script_enabled=is_scripted)

    assert 0 <= top_of(page, "source-us-package") <= page.viewport_size["height"] - 24


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("path", "name"), [("/record/", "jtf-alpha")])
def test_link_to_a_part_leads_to_it(path, name, width, is_scripted, visit):
    page = visit(State(name, path), width, java_script_enabled=is_scripted)
    if not is_scripted:
        assert page.evaluate(SKIPPED)

    page.locator(f'main a[href="#{name}"]').click()

    page.wait_for_url(f"**#{name}")
    assert 0 <= top_of(page, name) <= 100


@pytest.mark.parametrize("path", ["/record/", "/record/sources/", "/regions/"])
def test_paper_has_every_part_also_without_script(path, visit):
    sheets = []
    for is_scripted in [True, False]:
        page = visit(State(path, path), java_script_enabled=is_scripted)
        last = page.locator('main a:not([role="doc-backlink"])').last.evaluate(
            "link => link.href"
        )
        paper = page.pdf()
        assert f"({last})".encode() in paper
        sheets.append(len(PDF_PAGE.findall(paper)))

    assert sheets[0] == sheets[1] > 1
