"""A statistic inside a sentence: what readers, search and editors get."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.rich_text import RichText, expand_db_html

from core.blocks import ProseBlock
from core.mentions import mentions
from core.structured_data import plain
from stats.inline import in_words
from stats.models import Statistic
from stats.rich_text import written
from tests.factories import (
    DisagreementFactory,
    FAQIndexPageFactory,
    ObservationFactory,
    PositionFactory,
    QuestionGroupFactory,
    QuestionPageFactory,
    SourceFactory,
    StatisticFactory,
    published,
)

pytestmark = pytest.mark.django_db


def figure(*published_as, label="Offices", unit="offices", **values):
    """Make a statistic that each source prints so."""
    statistic = StatisticFactory(label=label, unit=unit)
    for words in published_as:
        given = {"as_published": words} | values
        published(ObservationFactory(statistic=statistic, **given))
    return statistic


def sentence(statistic, before="There are ", after="."):
    return f"<p>{before}{written(statistic.pk)}{after}</p>"


def said(statistic, **around):
    return plain(expand_db_html(sentence(statistic, **around)))


def marks_of(html):
    """The sources that a text cites, in their order."""
    return [int(tag["data-source"]) for tag in html.find_all("cite-mark")]


def test_sentence_shows_value_unit_link_and_the_mark_of_its_source():
    source = SourceFactory(title="Report", number=7, slug="report")
    statistic = figure("30", source=source, quote="thirty offices")

    html = BeautifulSoup(expand_db_html(sentence(statistic)), "html.parser")

    assert html.find("a", href=statistic.url).text == "30 offices"
    assert html.find("data")["value"] == "30"
    assert marks_of(html) == [source.pk]
    assert html.find("cite-mark")["data-quote"] == "thirty offices"
    assert html.p.text == "There are 30 offices."


@pytest.mark.parametrize(
    ("label", "unit", "printed", "number", "words"),
    [
        ("Regional task forces", "task forces", "30", 30, "30 regional task forces"),
        ("Federal agencies named", "agencies", "18", 18, "18 agencies"),
        ("Arrests", "arrests", "more than 345", 345, "more than 345 arrests"),
        ("Threat categories", "categories", "Six", 6, "six threat categories"),
        ("Currency seized", "U.S. dollars", "$3 million", 3_000_000, "$3 million"),
        ("Drugs, by weight", "pounds", "200.6k", 200_600, "200.6k pounds"),
        ("Other drugs", "tons", "seven tons", 7, "seven tons"),
        ("NASA partners", "partners", "12", 12, "12 NASA partners"),
        ("Local partners", "partners", "Hundreds", None, "hundreds of local partners"),
        ("Years compared", "", "more than before", None, "more than before"),
    ],
)
def test_figure_reads_as_part_of_a_sentence(label, unit, printed, number, words):
    statistic = figure(
        printed, label=label, unit=unit, number=number, words="" if number else printed
    )

    assert in_words(Statistic.objects.get(pk=statistic.pk)) == words
    assert said(statistic) == f"There are {words}."


def test_every_side_of_a_disagreement_is_said_with_the_mark_of_its_source():
    first, second, third = (
        SourceFactory(title=name) for name in ("Page", "Report", "Letter")
    )
    statistic = figure("29", source=first)
    for source in (second, third):
        published(
            ObservationFactory(statistic=statistic, source=source, as_published="30")
        )

    assert said(statistic) == "There are 29 or 30 offices."
    html = BeautifulSoup(expand_db_html(sentence(statistic)), "html.parser")
    assert marks_of(html) == [first.pk, second.pk, third.pk]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("contradiction", "There are 29 or more than 20 offices."),
        ("compatible", "There are 29 offices."),
        ("measure", "There are 29 offices."),
    ],
)
def test_what_agrees_with_the_first_value_makes_no_doubt_of_it(kind, words):
    statistic = figure("29")
    topic = DisagreementFactory(kind=kind, live=True)
    position = PositionFactory(disagreement=topic)
    published(
        ObservationFactory(
            statistic=statistic, as_published="more than 20", position=position
        )
    )

    assert said(statistic) == words


def test_three_values_are_a_list():
    statistic = figure("28", "29", "30")

    assert in_words(Statistic.objects.get(pk=statistic.pk)) == "28, 29 or 30 offices"
    words = said(statistic, after="")
    assert words.count(", ") == words.count(" or ") == 1


def test_replaced_value_is_not_shown():
    statistic = figure("29")
    published(
        ObservationFactory(
            statistic=statistic,
            as_published="30",
            supersedes=statistic.observations.get(),
            change_kind="update",
            change_reason="A newer report.",
        )
    )

    assert "30 offices" in said(statistic)
    assert "29" not in said(statistic)


def test_statistic_without_a_current_value_is_never_blank():
    drafted = ObservationFactory(statistic__label="Offices").statistic
    withdrawn = figure("29", label="Posts")
    published(
        ObservationFactory(
            statistic=withdrawn,
            supersedes=withdrawn.observations.get(),
            change_kind="withdrawal",
            change_reason="Taken back.",
        )
    )

    assert said(drafted) == "There are Offices (no figure now)."
    assert said(withdrawn) == "There are Posts (no figure now)."
    assert withdrawn.url in expand_db_html(sentence(withdrawn))
    # Its page does not exist before a value is published.
    assert drafted.url not in expand_db_html(sentence(drafted))


@pytest.mark.parametrize("key", ["999999", "", "1; drop", "²"])
def test_reference_to_nothing_leaves_the_sentence_standing(key):
    html = f'<p>Before <embed embedtype="statistic" id="{key}"/> after.</p>'

    assert plain(expand_db_html(html)) == "Before after."


def test_what_a_source_printed_is_never_taken_for_html():
    statistic = figure("<b>30</b>", source=SourceFactory(title="<i>Report</i>"))

    html = expand_db_html(sentence(statistic))

    assert "<b>" not in html
    assert "<i>" not in html


def test_search_finds_the_words_that_readers_see():
    statistic = figure("more than 345", label="Arrests", unit="arrests")
    block = ProseBlock()

    (content,) = block.get_searchable_content(RichText(sentence(statistic)))

    assert "There are more than 345 arrests" in content


@pytest.fixture
def faq(home):
    return FAQIndexPageFactory(parent=home, slug="faq")


def ask(faq, *statistics):
    text = "".join(sentence(each) for each in statistics)
    return QuestionPageFactory(
        parent=faq, group=QuestionGroupFactory(), body=[("text", RichText(text))]
    )


def test_answer_shows_the_figure_to_readers_and_to_search_engines(faq, read):
    statistic = figure("30", source=SourceFactory(title="Report", number=7))
    question = ask(faq, statistic)

    page = read(question.url)

    assert page.main.find("a", class_="inline-figure", href=statistic.url)
    told = page.find("script", type="application/ld+json").text
    assert "There are 30 offices." in told
    assert "cite-mark" not in told
    assert page.main.find("a", role="doc-noteref").text == "1"
    notes = page.main.find(role="doc-endnotes")
    assert notes.find("a", string="Report")


def test_statistic_names_the_answer_that_shows_it_in_a_sentence(faq, read, home):
    statistic = figure("30")
    question = ask(faq, statistic)

    assert [page.pk for page in mentions(statistic)] == [question.pk]
    assert ReferenceIndex.get_references_to(statistic).exists()


def test_forty_answers_cost_the_same_queries_as_one(faq, count_queries):
    ask(faq, figure("30"))
    count_queries(faq.url)  # fills the caches of Wagtail and of the content types
    one = count_queries(faq.url)

    for number in range(39):
        ask(faq, figure(f"{number}"), figure(f"{number}", f"{number} or so"))

    assert count_queries(faq.url) == one


def test_figure_that_was_replaced_shows_on_the_next_page(faq, read):
    statistic = figure("29")
    question = ask(faq, statistic)
    assert "29 offices" in read(question.url).main.text

    published(
        ObservationFactory(
            statistic=statistic,
            as_published="30",
            supersedes=statistic.observations.get(),
            change_kind="update",
            change_reason="A newer report.",
        )
    )

    assert "30 offices" in read(question.url).main.text


# The editor


def test_comparing_versions_shows_that_a_figure_was_exchanged(admin, faq):
    offices, partners = figure("30"), figure("18", label="Partners", unit="agencies")
    answer = ask(faq, offices)
    first = answer.save_revision()
    answer.body[0] = ("text", RichText(sentence(partners)))
    answer.save_revision()

    page = admin.get(
        reverse(
            "wagtailadmin_pages:revisions_compare", args=[answer.pk, first.pk, "latest"]
        )
    ).content.decode()

    changed = BeautifulSoup(page, "html.parser").select(".comparison")
    words = " ".join(" ".join(part.stripped_strings) for part in changed)
    assert "30 offices" in words
    assert "18 agencies" in words
