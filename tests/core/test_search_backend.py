"""What editors type into the search of their lists."""

import pytest
from django.urls import reverse

from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

ODD = ['"', '""', ' " ', 'a"b', '"a>b"', '"NEAR("', " ", ">", "'", "*", "AND"]
LISTS = [
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailsnippets_sources_source:list",
    "wagtailsnippets_stats_statistic:list",
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", LISTS)
def test_odd_signs_find_nothing_and_break_nothing(admin, name, odd):
    assert admin.get(reverse(name), {"q": odd}).status_code == 200


def test_words_in_quotation_marks_are_found(admin, home):
    StandardPageFactory(parent=home, slug="council", title="The partners council")

    found = admin.get(reverse("wagtailadmin_explore_root"), {"q": 'council"'})

    assert "The partners council" in found.content.decode()
