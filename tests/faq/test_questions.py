"""Questions: grouped on one page, each at its own address."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from faq.blocks import QuestionListBlock
from faq.models import QuestionPage
from tests.factories import (
    CitationFactory,
    FAQIndexPageFactory,
    ObservationFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    SourceFactory,
    private,
    published,
)


@pytest.fixture
def faq(home):
    return FAQIndexPageFactory(parent=home, slug="faq")


@pytest.fixture
def ask(faq):
    """Put a question on the site."""

    def question(title, **values):
        answer = values.pop("answer", "An answer.")
        return QuestionPageFactory(
            parent=faq,
            title=title,
            body=[("text", RichText(f"<p>{answer}</p>"))],
            **values,
        )

    return question


def test_questions_stand_under_their_groups_in_order(read, faq, ask):
    basics = QuestionGroupFactory(name="Basics", slug="basics", order=1)
    people = QuestionGroupFactory(name="People", slug="people", order=2)
    ask("Who?", group=people, order=1)
    ask("Why, second?", group=basics, order=2)
    ask("What, first?", group=basics, order=1)
    ask("Where?", group=QuestionGroupFactory(name="Places", order=3))

    main = read(faq.url).main

    order = [tag.text.strip() for tag in main.find_all(["h2", "summary"])]
    wanted = ["Basics", "What, first?", "Why, second?", "People", "Who?"]
    assert [text for text in order if text in wanted] == wanted
    assert main.find("h2", id="group-basics")
    assert main.find("a", href="#group-people")


def test_two_groups_of_the_same_rank_are_not_mixed(read, faq, ask):
    first = QuestionGroupFactory(name="Basics", order=1)
    second = QuestionGroupFactory(name="People", order=1)
    for group in (first, second, first, second):
        ask("Why?", group=group)

    headings = [heading.text for heading in read(faq.url).main.find_all("h2")]

    assert headings.count("Basics") == 1
    assert headings.count("People") == 1


def test_drafts_and_private_questions_are_not_listed(read, faq, ask):
    ask("Shown?")
    ask("Drafted?", live=False)
    private(ask("Kept private?"))

    text = read(faq.url).main.text

    assert "Shown?" in text
    assert "Drafted?" not in text
    assert "Kept private?" not in text


def test_answer_opens_and_closes_without_script(read, faq, ask):
    ask("Why?", answer="Because of this.")

    (entry,) = read(faq.url).main.find_all("details")

    assert entry.summary.h3.text == "Why?"
    assert not entry.has_attr("open")
    answer = entry.find_next_sibling()
    assert "Because of this." in answer.text
    assert not answer.has_attr("hidden")


def test_link_to_an_answer_leads_below_its_question(read, faq, ask):
    ask("Why?", slug="why")

    target = read(faq.url).main.find(id="faq-why")

    assert target.find_previous_sibling().summary.h3.text == "Why?"


def test_answers_with_the_same_heading_have_ids_of_their_own(read, faq):
    for slug in ("one", "two"):
        section = {"heading": "In short", "text": RichText("<p>So.</p>")}
        QuestionPageFactory(
            parent=faq, slug=slug, body=[("section", section), ("section", section)]
        )

    ids = [tag["id"] for tag in read(faq.url).find_all(id=True)]

    assert len(ids) == len(set(ids))


def test_list_names_the_sources_of_each_answer(read, faq, ask):
    question = ask("Why?")
    CitationFactory(page=question, source=SourceFactory(title="A report"))

    answer = read(faq.url).main.find(class_="faq__answer")

    assert "A report" in answer.text
    assert answer.find("a", href=question.url)


def test_question_has_an_address_of_its_own(read, faq, ask):
    group = QuestionGroupFactory(name="Basics", slug="basics")
    ask("Why?", slug="why", group=group, answer="Because of this.")

    main = read("/faq/why/").main

    assert main.h1.text.strip() == "Why?"
    assert "Because of this." in main.text
    assert not main.find("details")
    assert main.find("a", href="/faq/#group-basics").text == "Basics"


def test_answer_shows_figures_with_their_sources(read, faq):
    value = published(
        ObservationFactory(as_published="3,266", source__title="A report")
    )
    question = QuestionPageFactory(
        parent=faq,
        body=[("statistics", {"heading": "Figures", "statistics": [value.statistic]})],
    )

    text = read(question.url).main.text

    assert "3,266" in text
    assert "A report" in text


def test_list_costs_the_same_however_many_questions(faq, ask, client, count_queries):
    group = QuestionGroupFactory()

    def add():
        question = ask("Why?", group=group)
        CitationFactory(page=question)

    add()
    client.get(faq.url)  # warm Wagtail's site cache
    few = count_queries(faq.url)
    for _ in range(5):
        add()

    assert count_queries(faq.url) == few


def test_question_costs_the_same_however_many_there_are(ask, client, count_queries):
    question = ask("Why?")
    client.get(question.url)  # warm Wagtail's site cache
    few = count_queries(question.url)
    for _ in range(5):
        ask("What else?")

    assert count_queries(question.url) == few


def test_retired_group_keeps_its_questions(read, faq, ask):
    ask("Why?", group=QuestionGroupFactory(name="Basics", is_retired=True))

    text = read(faq.url).main.text

    assert "Basics" in text
    assert "Why?" in text


# The block


def block_value(block, *keys):
    return block.to_python({"heading": "Questions", "questions": list(keys)})


def test_block_keeps_the_order_of_the_editor(ask):
    first, second = ask("First?"), ask("Second?")
    block = QuestionListBlock()

    context = block.get_context(block_value(block, second.pk, first.pk))

    assert context["questions"] == [second, first]


def test_block_leaves_out_drafts_private_and_missing_pages(ask):
    kept, drafted = ask("Kept?"), ask("Drafted?", live=False)
    hidden = private(ask("Hidden?"))
    block = QuestionListBlock()

    context = block.get_context(
        block_value(block, drafted.pk, hidden.pk, 999_999, kept.pk)
    )

    assert context["questions"] == [kept]


def test_block_refuses_the_same_question_twice(ask):
    question = ask("Why?")
    block = QuestionListBlock()

    with pytest.raises(ValidationError) as caught:
        block.clean(block_value(block, question.pk, question.pk))

    assert "once" in str(caught.value.block_errors["questions"])
    assert block.clean(block_value(block, question.pk))


def test_deleted_question_leaves_the_block_standing(ask):
    question = ask("Why?")
    block = QuestionListBlock()
    QuestionPage.objects.get(pk=question.pk).delete()
    value = block_value(block, question.pk)

    assert block.get_context(value)["questions"] == []
