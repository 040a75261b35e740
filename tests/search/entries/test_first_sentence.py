"""The first sentence of a text, as results show it."""

import pytest

from search.entries.words import first_sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It made arrests. It went on.", "It made arrests."),
        ("The U.S. Marshals take part. So does ICE.", "The U.S. Marshals take part."),
        (
            "What stands behind it\nThe counts come from cases. More.",
            "The counts come from cases.",
        ),
        ("What is it?\nAn office.", "What is it?"),
        ("No sign at all", "No sign at all"),
    ],
)
def test_first_sentence_is_no_heading(text, expected):
    assert first_sentence(text) == expected
