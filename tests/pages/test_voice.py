"""What counts as speaking of a source, as a sentence, and as needing a citation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pages.voice.citing import states_something, uncited
from pages.voice.grade import grade, syllables
from pages.voice.marks import Mark, marked_in, marks
from pages.voice.passages import main_of, passages, prose, sentences
from pages.voice.speaking import says_nothing, speaks

BODIES = frozenset({"FBI", "U.S. Coast Guard"})


def read(html):
    return passages(main_of(f"<main>{html}</main>"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The HSTF home page says that two agencies lead.",
        "In all 50 states, according to one answer.",
        "The statement says so.",
        "Officials said the network was complete.",
        "The report gives a rounded figure.",
        "The explainer describes each task force.",
        "The White House called a landmark.",
        "The Secretary of Homeland Security said that she leads it.",
        "Executive Order 14159 puts two people in charge, says the order itself.",
        "The network was complete in July, reportedly.",
        "The sources give two accounts.",
        "No source explains the difference.",
        "This page lists the agencies.",
        "Both accounts are shown below.",
        "The date is not stated.",
        "The year, 2025, is inferred by this site.",
    ],
)
def test_sentence_speaks_of_a_source_or_of_itself(sentence):
    assert speaks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Homeland Security Investigations (HSI) and the FBI lead it together.",
        "Executive Order 14159 puts two departments in charge.",
        "The President signed a second order in April.",
        "The FBI announced a task force in Nashville.",
        "No total cost has been published.",
        "To report a crime, call the FBI.",
        "The White House released the order on January 20, 2025.",
        "Sources of money are followed across borders.",
    ],
)
def test_sentence_speaks_of_its_subject(sentence):
    assert not speaks(sentence)


def test_sentence_does_not_end_at_an_abbreviation():
    text = "The U.S. Marshals lead. So does John D. Public of Washington, D.C. “So.”"

    assert sentences(text) == [
        "The U.S. Marshals lead.",
        "So does John D. Public of Washington, D.C. “So.”",
    ]


def test_marks_and_notes_are_no_part_of_a_sentence():
    found = read(
        '<p>They lead it.<sup><a role="doc-noteref">1</a></sup> It is new.</p>'
        '<div role="doc-endnotes"><p>The home page says that they lead it.</p></div>'
    )

    assert [passage.text for passage in found] == ["They lead it. It is new."]
    assert found[0].is_cited


def test_sentence_that_is_on_a_page_twice_counts_once():
    found = read("<p>This is here twice.</p><ul><li>This is here twice.</li></ul>")

    assert list(prose(found)) == ["This is here twice."]


def test_words_between_two_blocks_belong_to_the_one_around_them():
    found = read("<ul><li>Before it <p>Inside of it</p> and after it.</li></ul>")

    assert [(passage.text, passage.element.name) for passage in found] == [
        ("Before it", "li"),
        ("Inside of it", "p"),
        ("and after it.", "li"),
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("law", 1),
        ("agency", 3),
        ("table", 2),
        ("seized", 1),
        ("task", 1),
    ],
)
def test_syllables_of_common_words(word, count):
    assert len(syllables(word)) == count


def test_longer_words_and_sentences_are_harder():
    easy = ["Call the police.", "They will help you."]
    hard = ["Interagency coordination necessitates organizational accountability."]

    assert grade(easy) < 4 < 12 < grade(hard)
    assert grade([]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "There are 30 of them.",
        "There are thirty, and six kinds of crime.",
        "It began in March.",
        "The FBI takes part.",
        "The U.S. Coast Guard takes part.",
        "The National Security Council oversees it.",
        "They call it “one coordinated response”.",
    ],
)
def test_passage_states_something_that_can_be_checked(text):
    assert states_something(text, BODIES)


@pytest.mark.parametrize(
    "text", ["If you are in danger, call 911.", "It may be wrong.", "Lines open 24/7."]
)
def test_passage_states_nothing_that_needs_a_citation(text):
    assert not states_something(text, BODIES)


def test_citation_or_figure_proves_a_passage():
    found = read(
        '<p>There are 30.<a role="doc-noteref">1</a></p>'
        '<p>There are <a class="inline-figure">30 task forces</a>.</p>'
        "<p>There are 29.</p>"
        '<div class="apart"><p>Call 202-555-0100.</p></div>'
        "<h2>All 50 states</h2>"
    )

    assert [each.text for each in uncited(found, BODIES, ".apart")] == ["There are 29."]


@pytest.mark.parametrize(
    "cell", ["Not stated", "Not published.", "2025 (period not stated)", "Unknown"]
)
def test_cell_says_nothing(cell):
    assert says_nothing(cell)


def test_cell_says_something():
    assert not says_nothing("No phone number has been published. Call 911.")


def test_mark_excuses_the_sentence_in_front_of_it():
    text = (
        "It is so. The [White House](/x/) called **a landmark** "
        '{{statistic: hstf-a}}.{{cite: b "landmark"}}{{attributed: praise}} New.\n\n'
        "- The Governor said so. {{attributed: allegation}}\n"
    )

    (praise, sentence), second = marked_in(text)

    assert (praise, second) == ("praise", ("allegation", "The Governor said so."))
    mark = Mark("praise", "a.yaml", sentence)
    assert mark.covers("The White House called a landmark 30 task forces.")
    assert not mark.covers("The White House called a landmark.")
    assert mark.stands_in("Then: The White House called a landmark 30 task forces. So.")


def test_marks_are_read_from_every_file(tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.yaml").write_text(
        "- key: a\n  body: [{text: 'They say so.{{attributed: praise}}'}]\n"
    )
    (tmp_path / "b.csv").write_text("key,role\nb,It is big. {{attributed: praise}}\n")

    assert [(mark.file, mark.sentence) for mark in marks(tmp_path)] == [
        ("b.csv", "It is big."),
        ("pages/a.yaml", "They say so."),
    ]


@pytest.mark.django_db
def test_command_refuses_an_address_that_is_no_page():
    with pytest.raises(CommandError, match="no page at /nowhere/"):
        call_command("audit_voice", "/nowhere/", stdout=StringIO())
