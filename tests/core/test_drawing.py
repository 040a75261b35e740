"""The geometry that drawings share."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.drawing import Box, is_free, shortened, text_width


def test_coordinates_keep_their_point_in_every_language():
    place = SimpleNamespace(
        tile_column=1, tile_row=0, pk=1, url="/regions/example/", code="EX", name="Ex"
    )

    with translation.override("de"):
        drawn = render_to_string("components/tile_map.html", {"jurisdictions": [place]})

    assert 'x="64.5"' in drawn
    assert 'y="20.5"' in drawn


def test_words_that_fit_stay_whole():
    assert shortened("The charter", 18) == "The charter"


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("The second executive order", "The second…"),
        ("The charter, signed at last", "The charter…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifff…"),
        ("One two three four five", "One two three four…"),
    ],
)
def test_words_are_cut_at_a_space_and_say_so(words, cut):
    assert shortened(words, 18) == cut
    assert len(cut) <= 18 + 1


def test_wide_letters_need_more_room_than_narrow_ones():
    assert text_width("WWW", 10) > text_width("eee", 10) > text_width("iii", 10)


def test_boxes_that_only_touch_leave_each_other_free():
    box = Box(0, 0, 10, 10)

    assert is_free(Box(10, 0, 20, 10), [box])
    assert not is_free(Box(9, 9, 20, 20), [box])
