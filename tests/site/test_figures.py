"""The figures of the seeded site come from the record."""

from pages.auditing import missing_on_pages, typed_on_pages
from pages.models import HomePage


def test_no_page_has_a_typed_figure_or_a_choice_that_is_missing(site):
    assert list(map(str, typed_on_pages())) == []
    assert list(map(str, missing_on_pages())) == []


def test_typed_figure_would_be_found_on_the_seeded_site(site):
    home = HomePage.objects.get()
    home.lede = "There are 3,266 arrests."
    home.save()

    (place,) = typed_on_pages()

    assert place.field == "lede"
    assert "3,266" in str(place)
