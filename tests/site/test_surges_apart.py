"""The surge of January 2026 and local results never look like the first surge's."""

import pytest

from stats.models import Statistic

APART = {
    "hstf-january-2026": "January 2026",
    "hstf-south-texas": "San Antonio",
    "operation-nola-safe": "Operation NOLA Safe",
}
PARTS = pytest.mark.parametrize("program", APART)


def figures(program):
    return Statistic.objects.filter(program__slug=program)


@PARTS
def test_each_has_a_part_of_the_record_with_nothing_else_in_it(program, visitor, db):
    soup = visitor.soup("/record/")

    part = soup.find("section", attrs={"aria-labelledby": program})

    slugs = {body["id"] for body in part.find_all("tbody")}
    assert slugs == set(figures(program).values_list("slug", flat=True))
    assert slugs
    assert (
        APART[program]
        in f"{part.h2.text} {part.find(class_='record-group__head').text}"
    )


@PARTS
def test_every_figure_says_so_in_its_own_name(program, visitor, db):
    """A label goes wherever its figure does: into lists, searches, downloads."""
    labels = list(figures(program).values_list("label", flat=True))

    assert labels
    assert [label for label in labels if APART[program] not in label] == []


def test_results_of_the_first_page_are_those_of_the_first_surge(visitor, db):
    main = visitor.soup("/").main

    shown = {
        slug
        for slug in Statistic.objects.filter(program__slug__in=APART).values_list(
            "slug", flat=True
        )
        if main.find("a", href=f"/record/{slug}/")
    }
    assert shown == set()
