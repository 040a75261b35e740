"""What editors type into the search of their lists."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

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


@pytest.mark.parametrize("name", LISTS)
def test_pasted_text_is_too_long_to_look_for(admin, name):
    answer = admin.get(reverse(name), {"q": "word " * 5_000})

    assert answer.status_code == 400
    assert "Look for at most" in answer.content.decode()


def test_unknown_way_to_join_words_is_refused(admin):
    asked = {"search": "word", "search_operator": "xor"}

    assert admin.get("/admin/api/main/pages/", asked).status_code == 400


def test_words_in_quotation_marks_are_found(admin, home):
    StandardPageFactory(parent=home, slug="council", title="The partners council")

    found = admin.get(reverse("wagtailadmin_explore_root"), {"q": 'council"'})

    assert "The partners council" in found.content.decode()


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtaildocs:index"])
def test_what_is_searched_can_be_narrowed_by_its_use(admin, name):
    used = {"q": "council", "usage_count_min": "1"}

    assert admin.get(reverse(name), used).status_code == 200


def test_images_are_found_by_words_and_use_at_once(admin):
    image = get_image_model().objects.create(
        title="Partners council", file=get_test_image_file(), description="People."
    )
    address = reverse("wagtailimages:index")

    unused = admin.get(address, {"q": "council", "usage_count_max": "0"})
    used = admin.get(address, {"q": "council", "usage_count_min": "1"})

    assert list(unused.context["object_list"]) == [image]
    assert list(used.context["object_list"]) == []
