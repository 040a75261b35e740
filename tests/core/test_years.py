"""Years that were worked out: marked in place, explained once."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.template import Context, Template

WORKED_OUT = SimpleNamespace(is_year_inferred=True)
PRINTED = SimpleNamespace(is_year_inferred=False)


def shown(*dates):
    rows = "{% for day in days %}<p>May 2025{% year_mark day %}</p>{% endfor %}"
    text = "{% load years %}{% explain_years %}" + rows + "{% endexplain_years %}"
    return BeautifulSoup(Template(text).render(Context({"days": dates})), "html.parser")


def test_mark_stands_right_behind_its_year_and_has_a_name():
    page = shown(WORKED_OUT)

    mark = page.p.a
    assert page.p.text == "May 2025†"
    assert mark["aria-label"] == "Year worked out"
    assert page.find(id=mark["href"].removeprefix("#"))


def test_page_explains_its_marks_once():
    page = shown(WORKED_OUT, PRINTED, WORKED_OUT)

    assert len(page.find_all("a")) == 2
    assert len(page.find_all(id="year-note")) == 1


def test_page_without_marks_explains_nothing():
    assert shown(PRINTED).text == "May 2025"


def test_mark_that_an_editor_types_is_explained_as_well():
    text = "{% load years %}{% explain_years %}<p>May 2025†</p>{% endexplain_years %}"

    assert 'id="year-note"' in Template(text).render(Context())
