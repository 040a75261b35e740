"""Two programs with figures of the same name never stand under one heading."""

import csv
import io
from itertools import groupby

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from pages.home_blocks import RosterBlock
from stats.blocks import ResultsBlock, StatisticListBlock, StructureListBlock
from tests.factories import (
    ObservationFactory,
    ProgramFactory,
    RecordPageFactory,
    StatisticFactory,
    published,
)

OURS, THEIRS = "Our task force", "Another effort"
OTHER = {OURS: THEIRS, THEIRS: OURS}
SEPARATE = "Separate program: not task force results."


@pytest.fixture
def values(home):
    """
    Return the values of two programs, each with two figures, by program name.

    Both programs have the same position: only explicit grouping separates them.
    """
    RecordPageFactory(parent=home)
    programs = [
        ProgramFactory(slug="ours", name=OURS, is_own=True, order=0),
        ProgramFactory(slug="theirs", name=THEIRS, is_own=False, order=0),
    ]
    found = {OURS: [], THEIRS: []}
    for place, label in enumerate(["Arrests", "Charges"]):
        for program in programs:
            number = 5_550_100 + 10 * place + programs.index(program)
            statistic = StatisticFactory(
                slug=f"{label.lower()}-{program.slug}",
                label=label,
                unit=label.lower(),
                order=place,
                program=program,
            )
            value = published(
                ObservationFactory(
                    statistic=statistic, number=number, as_published=f"{number:,}"
                )
            )
            found[program.name].append(value)
    return found


def words(found):
    return {value.as_published for value in found}


def statistics(values):
    """Return the statistics of both, alternating, as a careless editor might."""
    pairs = zip(values[OURS], values[THEIRS], strict=True)
    return [value.statistic for pair in pairs for value in pair]


def assert_apart(part, name, values):
    assert not [each for each in words(values[OTHER[name]]) if each in part.text]


def test_record_gives_each_program_one_part_of_its_own(read, values):
    main = read("/record/").main

    for name in (OURS, THEIRS):
        (part,) = [
            each
            for each in main.find_all("section")
            if each.h2 and each.h2.text.strip() == name
        ]
        assert all(each in part.text for each in words(values[name]))
        assert_apart(part, name, values)
        assert all(name in table.caption.text for table in part.find_all("table"))
        assert (SEPARATE in part.text) == (name == THEIRS)


def chosen(kind, values):
    """Return a block that shows the statistics of both programs."""
    keys = [statistic.pk for statistic in statistics(values)]
    if kind is ResultsBlock:
        chart = {"per_square": 1_000_000, "square_noun": "things"}
        content = {"charts": [{**chart, "statistic": key} for key in keys]}
    elif kind is StructureListBlock:
        one = {"name": "A network", "text": "It is large.", "glyph": "network"}
        content = {"structures": [{**one, "statistics": keys}]}
    else:
        content = {"statistics": keys}
    block = kind()
    value = block.to_python({"heading": "Figures", **content})
    return BeautifulSoup(block.render(value), "html.parser")


@pytest.mark.parametrize(
    ("kind", "tag"), [(StatisticListBlock, "table"), (ResultsBlock, "dl")]
)
def test_block_gives_each_program_a_heading_and_a_list(values, kind, tag):
    lists = chosen(kind, values).find_all(
        tag, class_=["statistic-table", "unit-charts"]
    )

    headings = [each.find_previous(["h2", "h3"]).text.strip() for each in lists]
    assert set(headings) == {OURS, THEIRS}
    for name, each in zip(headings, lists, strict=True):
        assert_apart(each, name, values)
        between = each.find_previous("p", class_="separate")
        is_said = between and between.find_previous("h3") == each.find_previous("h3")
        assert bool(is_said) == (name == THEIRS)


@pytest.mark.parametrize(
    ("kind", "tag", "part"),
    [(StructureListBlock, "p", "structures__count"), (RosterBlock, "dt", None)],
)
def test_block_of_counts_names_the_other_program_beside_each(values, kind, tag, part):
    soup = chosen(kind, values)

    for value in values[THEIRS] + values[OURS]:
        link = soup.find("a", href=value.statistic.url)
        beside = link.find_parent(tag, class_=part).text
        is_theirs = value in values[THEIRS]
        assert (THEIRS in beside, SEPARATE in beside) == (is_theirs, is_theirs)


def test_search_names_the_program_of_each_figure(client, values, search_index):
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)

    soup = BeautifulSoup(client.get("/search/?q=arrests").content, "html.parser")

    for name in (OURS, THEIRS):
        value = values[name][0]
        entry = soup.find("a", href=value.statistic.url).find_parent("li")
        assert (
            "Arrests: figures and sources" if name == OURS else f"Arrests: {name}"
        ) in entry.h3.text
        assert value.as_published in entry.text
        assert_apart(entry, name, values)


def test_page_of_a_figure_tells_search_engines_of_its_own_program_only(read, values):
    for name in (OURS, THEIRS):
        page = read(values[name][0].statistic.url)

        assert_apart(page, name, values)
        summary = page.find("meta", attrs={"name": "description"})["content"]
        assert name in summary
        assert OTHER[name] not in summary
    assert THEIRS in page.title.text


def test_downloads_name_the_program_and_keep_its_values_together(client, values):
    text = client.get("/record.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    data = client.get("/record.json").json()["values"]

    for found in (rows, data):
        parts = [
            (name, list(each)) for name, each in groupby(found, lambda r: r["program"])
        ]
        assert sorted(name for name, _each in parts) == sorted([OURS, THEIRS])
        for name, each in parts:
            assert {row["as_published"] for row in each} == words(values[name])


def test_change_of_a_figure_names_its_program(read, values):
    for name in (OURS, THEIRS):
        first = values[name][0]
        published(
            ObservationFactory(
                statistic=first.statistic,
                as_published=f"changed for {name}",
                supersedes=first,
                change_kind="update",
                change_reason="A newer report.",
            )
        )

    entries = read("/record/corrections/").main.find("ol", class_="history")

    for entry in entries.find_all("li"):
        name = THEIRS if f"changed for {THEIRS}" in entry.text else OURS
        assert entry.find("p", class_="aside").text.strip() == name
        assert_apart(entry, name, values)
