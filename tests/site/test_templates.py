"""How many templates a page renders: each costs more than what it prints."""

from collections import Counter
from contextlib import contextmanager

import pytest
from django.test.signals import template_rendered

from faq.models import FAQIndexPage
from stats.models import Statistic
from stats.rich_text import written
from tests.factories import QuestionPageFactory

LIMITS = {
    "/": 70,
    "/record/": 155,
    "/regions/": 134,
    "/regions/texas/": 77,
    "/record/hstf-arrests/": 50,
    "/search/?q=fentanyl": 30,
}


@contextmanager
def rendered():
    """Count the templates that are rendered, by their names."""
    names = Counter()

    def count(template, **_given):
        names[template.name] += 1

    template_rendered.connect(count)
    try:
        yield names
    finally:
        template_rendered.disconnect(count)


@pytest.mark.parametrize("path", LIMITS)
def test_page_is_made_of_few_templates(site, searched, path):
    with rendered() as names:
        assert site.get(path).status_code == 200

    assert names.total() <= LIMITS[path], names.most_common(5)


def test_further_question_costs_few_templates(site):
    key = Statistic.objects.shown().first().pk
    index = FAQIndexPage.objects.get()

    def ask(number):
        for _each in range(number):
            text = f"<p>They report {written(key)}.</p><p>Or {written(key)}.</p>"
            QuestionPageFactory(parent=index, body=[("text", text)])
        with rendered() as names:
            site.get("/faq/")
        return names

    few, many = ask(1), ask(10)

    # The answer, its body, and its entry in the list.
    assert many.total() - few.total() <= 10 * 3
    figure = "components/inline_figure.html"
    assert many[figure] == few[figure]
