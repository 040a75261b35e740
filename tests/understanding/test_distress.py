"""Words of somebody in danger lead to the right line, and other words to none."""

from pathlib import Path

import pytest

from understanding.distress import language_of, lines_for, respelled
from understanding.taught import Distress
from understanding.tidying import tidied, typed_words
from understanding.understanding import understand

FIRST = {
    "988": [
        "suicide",
        "i feel suicidal",
        "I don\u2019t want to live anymore",
        "gonna hurt myself",
        "suicide prevention number",
        "no quiero vivir",
        "quiero matarme",
    ],
    "nhth": [
        "trafficked",
        "i was trafficked as a kid",
        "they took my passport and wont let me go",
        "forced to work without pay",
        "human trafficking hotline",
        "me obligan a trabajar",
        "me quitaron mis papeles",
    ],
    "emergency": [
        "being followed",
        "someone is following me home",
        "he has a gun",
        "they are going to kill us",
        "my friend is unconscious",
        "call 911",
        "me siguen",
        "ayuda",
        "¡Auxilio!",
        "me quieren matar",
    ],
    "dv": [
        "my husband hits me",
        "domestic violence",
        "scared of my boyfriend",
        "mi esposo me pega",
    ],
    "rainn": ["i was raped", "sexual assault", "me violaron"],
    "childhelp": ["child abuse", "my dad hits me", "kid next door is beaten"],
    "ncmec": [
        "missing child",
        "my daughter disappeared",
        "sextortion",
        "mi hijo desapareció",
    ],
    "victimconnect": ["i am a victim of a crime", "help for victims", "me robaron"],
}
HERE = Path(__file__).parent
CALM = [
    "human trafficking",
    "how many victims",
    "arrests for kidnapping",
    "fentanyl crisis",
    "trata de personas",
    "guns",
    "firearms seized",
    "death penalty",
    "help page",
    "who follows the law",
    "victims identified in january 2026",
    "how many child victims were found",
    "train teachers to spot trafficked children",
    "",
]


def rows_of(name):
    text = (HERE / name).read_text(encoding="utf-8")
    return [row for row in text.splitlines() if not row.startswith("#")]


def words(text):
    return [word.folded for word in typed_words(tidied(text))]


@pytest.mark.parametrize(
    ("text", "line"), [(text, line) for line, texts in FIRST.items() for text in texts]
)
def test_words_of_danger_lead_to_their_line(text, line):
    assert lines_for(words(text))[:1] == [line]


@pytest.mark.parametrize("text", CALM)
def test_words_about_a_subject_lead_to_no_line(text):
    assert lines_for(words(text)) == []


@pytest.mark.parametrize("row", rows_of("cries.txt"))
def test_cry_in_other_words_leads_to_its_line(row):
    line, _colon, text = row.partition(": ")

    assert lines_for(words(text))[:1] == [line]


@pytest.mark.parametrize("text", rows_of("calm.txt"))
def test_question_about_the_same_things_leads_to_no_line(text):
    assert lines_for(words(text)) == []


def test_language_of_the_words_is_known():
    assert language_of(words("me siguen")) == "es"
    assert language_of(words("being followed")) == "en"
    assert language_of(words("arrests")) == ""


def test_editors_add_words_but_built_in_ones_stay():
    taught = [Distress(typed=("coercion at work",), line="nhth")]

    assert lines_for(words("coercion at work"), taught) == ["nhth"]
    assert lines_for(words("suicide"), taught) == ["988"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("suiside", "988"),
        ("i was trafiked", "nhth"),
        ("domestic violance", "dv"),
        ("somone is folowing me", "emergency"),
        ("killmyself", "988"),
        ("me sigen", "emergency"),
    ],
)
def test_misspelled_cry_is_heard(text, line, db):
    assert understand(text, None).distress[:1] == (line,)


def test_word_that_the_site_has_is_no_misspelled_cry():
    assert respelled(["rapid", "sucide"], {"rapid"}.__contains__) == [
        "rapid",
        "suicide",
    ]
