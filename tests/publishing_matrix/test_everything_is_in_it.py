"""The matrix covers every model and every URL of the admin."""

from collections import Counter

import pytest
from django.apps import apps
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from publishing.models import FourEyes
from tests.publishing_matrix.addresses import CANNOT, THROUGH, posted
from tests.publishing_matrix.coverage import (
    ON_ONE_DATABASE,
    ONE_PERSON_PAGES,
    ONE_PERSON_RECORDS,
    installed,
    placed,
)
from tests.publishing_matrix.kinds import KINDS
from tests.publishing_matrix.routes import ROUTES

HOW = "See docs/operations/publishing-matrix.md."


def test_every_model_is_in_a_table_once():
    missing = installed() - set(placed())
    gone = set(placed()) - installed() - ON_ONE_DATABASE
    twice = [name for name, times in Counter(placed()).items() if times > 1]

    assert not missing, f"Can anything in these become public? {missing} {HOW}"
    assert not gone, f"These are no more: {gone}"
    assert not twice


def test_tables_say_what_the_rule_covers():
    covered = {
        model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, FourEyes)
    }

    assert {kind.name for kind in KINDS} == covered


def test_every_page_and_snippet_is_tried():
    models = {*get_page_models(), *get_snippet_models()}
    names = {model._meta.label_lower for model in models} - {"wagtailcore.page"}

    tried = {kind.name for kind in KINDS} | {*ONE_PERSON_PAGES, *ONE_PERSON_RECORDS}
    assert names == tried


def test_every_address_that_takes_a_post_is_in_a_table_once():
    listed = [*THROUGH, *(name for names in CANNOT.values() for name in names)]
    missing, gone = posted() - set(listed), set(listed) - posted()
    twice = [name for name, times in Counter(listed).items() if times > 1]

    assert not missing, f"Can these make anything public? {missing} {HOW}"
    assert not gone, f"These are no more: {gone}"
    assert not twice


@pytest.mark.parametrize("address", THROUGH)
def test_address_leads_to_routes_of_the_matrix(address):
    assert set(THROUGH[address]) <= set(ROUTES)
