"""An editor cites a source behind a sentence, with the mouse or without."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.sites import EDITOR, signed_in
from tests.browser.test_admin_policy import EVENT, WATCH
from tests.browser.writing import add_text

SLOW = 30_000
WORDS = "Co-led by Homeland Security Investigations"
# Draftail parses what is pasted, and styles of the clipboard are dropped there.
OF_CLIPBOARD = "style-src-attr inline"
CHIP = ".citation-in-text"
# Clicks, keys and what is typed in one go; somebody who reads along takes two minutes.
MOST_STEPS = 20
MOST_SECONDS = 120


class Hand:
    """Does one thing at a time, and counts."""

    def __init__(self, page):
        self.page, self.steps, self.begun = page, 0, time.monotonic()

    def press(self, *keys):
        for key in keys:
            self.steps += 1
            self.page.keyboard.press(key)

    def type(self, words):
        self.steps += 1
        self.page.keyboard.type(words)

    def click(self, target):
        self.steps += 1
        target.click()


@pytest.fixture
def page(sites, browser):
    said = []
    with signed_in(browser, sites("staffed"), EDITOR) as context:
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: said.append(f"{EVENT} {error}"))
        page.on("console", lambda message: said.append(message.text))
        yield page
    # Nothing is blocked, and nothing fails.
    assert [each for each in said if EVENT in each and OF_CLIPBOARD not in each] == []


@pytest.fixture
def answer(page, sites):
    """Open an answer, with the caret behind the last word of its text."""
    page.goto(f"{sites('staffed')}/admin/pages/search/?q=funded")
    page.get_by_role("link", name=re.compile("How is it funded")).first.click()
    text = page.locator(".public-DraftEditor-content").first
    at_the_end_of(page, text)
    return text


def at_the_end_of(page, text):
    text.click()
    page.keyboard.press("Control+End")


def choose_from_the_list(hand, typed, name):
    hand.type(typed)
    # By the mouse: for Enter one must be marked, which none may be at once.
    hand.click(hand.page.get_by_role("option", name=name))


def choose_source(hand, search="HSTF"):
    """Choose by the keyboard: the first that is found."""
    page = hand.page
    # The caret is in the field already, here and in the second step.
    page.locator(".modal.in").wait_for()
    wait_for_focus(page, "q")
    with page.expect_response(lambda answer: "/results/" in answer.url):
        hand.type(search)
    first = page.locator(".modal-body a[data-chooser-modal-choice]").first
    first.wait_for()
    title = first.inner_text().strip()
    hand.click(first)
    page.locator("[data-citation-words]").wait_for()
    return title


def cite(hand, words=WORDS, day=""):
    page = hand.page
    choose_from_the_list(hand, "/cit", "Citation of a source")
    title = choose_source(hand)
    wait_for_focus(page, "quote")
    hand.type(words)
    if day:
        hand.steps += 2  # into the field, and what is typed
        page.fill(".modal-body [name=as_of]", day)
    hand.click(page.get_by_role("button", name="Insert the citation"))
    back_in_the_text(page)
    return title


def put_figure(hand, search="regional"):
    page = hand.page
    choose_from_the_list(hand, "/fig", "Figure from the record")
    wait_for_focus(page, "q")
    hand.type(search)
    page.locator(".modal-body").get_by_text("There is 1 match").wait_for()
    hand.click(page.locator(".modal-body a[data-chooser-modal-choice]").first)
    back_in_the_text(page)


def wait_for_focus(page, name):
    page.wait_for_function("name => document.activeElement.name === name", arg=name)


def back_in_the_text(page):
    """Wait until the window is gone, and what is typed goes into the text again."""
    page.locator(".modal").wait_for(state="detached")
    page.wait_for_function("document.activeElement.isContentEditable")


def handed_over(page, *parts):
    """Wait until the editor has given its text to the form."""
    values = "".join(f"[value*='{part}']" for part in parts)
    page.locator(f"input[type=hidden]{values}").first.wait_for(state="attached")


def save(page):
    page.get_by_role("button", name="Save draft").click()
    page.locator(".messages .success").wait_for()


def test_cited_sentence_and_cited_figure_are_quick_to_add(page, answer):
    hand = Hand(page)

    hand.type(" Two bodies lead it together. ")
    title = cite(hand, day="2025-11-18")
    hand.type(" It has ")
    put_figure(hand)
    hand.type(".")
    hand.steps += 1  # the button
    save(page)

    taken = time.monotonic() - hand.begun
    assert hand.steps <= MOST_STEPS, f"{hand.steps} steps, {taken:.0f} seconds"
    assert taken < MOST_SECONDS
    shown = f"together.[{title[:20]}"
    text = page.locator(".public-DraftEditor-content").first.inner_text()
    assert shown in text
    assert "“Co-led by Homeland Security…”] It has 30 regional task forces." in text

    page.goto(page.url.replace("/edit/", "/view_draft/"))
    sentence = page.locator("main p", has_text="Two bodies lead it together.").first
    assert re.search(
        r"together\.\d+ It has 30 regional task forces\d+\.", sentence.inner_text()
    )
    note = page.locator("[role=doc-endnotes] li", has_text=WORDS).first
    assert "November 18, 2025" in note.inner_text()


def test_citation_is_opened_changed_removed_and_brought_back(page, answer):
    hand = Hand(page)
    hand.type(" Two bodies lead it.")
    cite(hand)
    chips = answer.locator(CHIP)
    before = chips.count()

    # One key selects all of it, another opens it.
    hand.press("Shift+ArrowLeft", "Enter")
    field = page.locator(".modal-body [name=quote]")
    field.wait_for()
    page.get_by_role("dialog", name="Cite a source").wait_for()
    assert field.input_value() == WORDS
    wait_for_focus(page, "quote")
    assert page.get_by_role("button", name="Remove the citation").is_visible()
    field.fill("word " * 61)
    assert page.locator("[data-word-count]").inner_text() == "61 words: 1 too many"
    page.get_by_role("button", name="Change the citation").click()
    page.locator(".modal-body .error-message").wait_for()
    field.fill("other words of it")
    field.press("Tab")
    page.get_by_role("button", name="Change the citation").click()
    back_in_the_text(page)
    assert "“other words of it”" in chips.last.inner_text()
    assert chips.count() == before

    # The mouse offers the same.
    chips.last.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(chips).to_have_count(before - 1)
    assert answer.inner_text().rstrip().endswith("Two bodies lead it.")
    at_the_end_of(page, answer)
    hand.press("Control+Z")
    expect(chips).to_have_count(before)
    assert "“other words of it”" in chips.last.inner_text()


def test_caret_never_stands_inside_a_piece(page, answer):
    hand = Hand(page)
    hand.type(" Two bodies lead it.")
    cite(hand)
    piece = answer.locator(CHIP).last.inner_text()

    hand.press("ArrowLeft")
    hand.type("x")
    hand.press("ArrowRight")
    hand.type("y")
    assert answer.inner_text().endswith(f"lead it.x{piece}y")

    hand.press("Backspace", "Backspace")
    assert answer.inner_text().endswith("lead it.x")


def test_second_citation_stands_behind_the_first(page, answer):
    hand = Hand(page)
    hand.type(" Two bodies lead it.")
    cite(hand)
    cite(hand, "other words of it")

    text = answer.inner_text()
    assert re.search(r"lead it\.\[[^]]+Security…”\]\[[^]]+“other words of it”\]$", text)


def test_text_with_pieces_is_copied_to_another_field(page, answer):
    hand = Hand(page)
    hand.type(" Two bodies lead it.")
    cite(hand)
    handed_over(page, "Two bodies lead it", "CITATION")
    other = add_text(page)
    answer.focus()
    hand.press("Control+A", "Control+C")

    other.focus()
    hand.press("Control+V")

    other.locator(CHIP).last.wait_for()
    assert "lead it.[" in other.inner_text()
    save(page)
    copied = page.locator(".public-DraftEditor-content", has_text="Two bodies lead it.")
    assert copied.count() >= 2
    assert copied.locator(CHIP).count() >= 2

    # Versions are compared as words, and the preview shows its notes.
    page.goto(page.url.replace("/edit/", "/revisions/compare/earliest...latest/"))
    assert "Two bodies lead it." in page.locator("main").inner_text()


def test_unit_behind_a_figure_is_refused_at_its_field(page, answer):
    hand = Hand(page)
    hand.type(" It has ")
    put_figure(hand)
    hand.type(" task forces.")
    page.get_by_role("button", name="Save draft").click()

    error = page.locator(".w-field__errors .error-message", has_text="Delete “task")
    error.first.wait_for()
    assert "“30 regional task forces task forces”" in error.first.inner_text()
