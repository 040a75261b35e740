"""The list of questions: heard, found, printed, and with forced colors."""

import re

import pytest

from tests.browser.states import State

FAQ = State("faq", "/faq/")
PDF_PAGE = re.compile(rb"/Type\s*/Page\b")
SHEETS = 11
# Drawn with borders, which forced colors keep, and not with a background.
SIGNS = """
() => ["::before", "::after"].map((part) => {
  const summary = document.querySelector(".faq summary");
  const style = getComputedStyle(summary, part);
  return [style.borderTopStyle, style.borderTopWidth, style.backgroundImage,
    style.rotate, style.borderTopColor === getComputedStyle(summary).color];
})
"""


def heard_headings(page):
    """Return the level and name of each heading in the browser's accessibility tree."""
    devtools = page.context.new_cdp_session(page)
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (
            next(
                p["value"]["value"] for p in node["properties"] if p["name"] == "level"
            ),
            node["name"]["value"],
        )
        for node in nodes
        if node.get("role", {}).get("value") == "heading" and not node["ignored"]
    ]


def test_each_question_is_heard_as_a_heading_below_its_group(visit):
    page = visit(FAQ)
    questions = [each.strip() for each in page.locator(".faq h3").all_text_contents()]

    heard = heard_headings(page)

    assert len(questions) > 15
    assert [name for level, name in heard if level == 3] == questions
    first = heard.index((3, questions[0]))
    assert heard[first - 1][0] == 2


@pytest.mark.parametrize("scripted", [True, False])
def test_every_answer_is_printed(visit, scripted):
    page = visit(FAQ, java_script_enabled=scripted)
    answers = page.locator(".faq__answer").all()
    assert not answers[0].is_visible()

    page.emulate_media(media="print")

    assert all(answer.is_visible() for answer in answers)
    # Nothing that a browser would have to be told to open.
    assert page.locator(".faq details > :not(summary)").count() == 0
    if scripted:
        assert len(PDF_PAGE.findall(page.pdf(format="Letter"))) <= SHEETS


def test_link_opens_an_answer_and_its_button_closes_it(visit):
    page = visit(State("faq", "/faq/#faq-who-leads-it"))
    answer = page.locator("#faq-who-leads-it")
    answer.get_by_text("lead the task force together").first.wait_for()

    page.locator(".faq details[open] summary").click()

    # The browser tells the script a moment after it has closed the question.
    page.locator("#faq-who-leads-it[hidden=until-found]").wait_for(state="attached")
    assert page.locator(".faq details[open]").count() == 0
    assert answer.bounding_box()["height"] == 0


def test_word_found_in_the_page_opens_its_answer(visit):
    page = visit(FAQ)
    answer = page.locator("#faq-who-leads-it")

    answer.dispatch_event("beforematch")

    page.wait_for_function(
        "document.querySelector('#faq-who-leads-it').previousElementSibling.open"
    )
    assert answer.get_attribute("hidden") is None


def test_signs_stay_where_colors_are_forced(visit):
    page = visit(FAQ, forced_colors="active")

    lines = page.evaluate(SIGNS)

    assert lines == [
        ["solid", "2px", "none", "none", True],
        ["solid", "2px", "none", "90deg", True],
    ]


def test_contents_have_one_name_for_the_eye_and_one_for_a_browser_without_styles(visit):
    page = visit(FAQ)
    contents = page.locator(".usa-in-page-nav")

    assert contents.text_content().count("On this page") == 1
    assert not contents.locator("summary").is_visible()
    name = contents.evaluate("nav => getComputedStyle(nav, '::before').content")
    assert name.startswith('"On this page"')
