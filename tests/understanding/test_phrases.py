"""The short notation in which phrases are written."""

import pytest

from understanding.phrases import as_text, has_any


def fits(phrase, text):
    return has_any(as_text(text.split()), [phrase])


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("kill|hurt myself", "i will hurt myself now"),
        ("my son * missing", "my son has been missing"),
        ("suicid~", "so suicidal"),
        ("=sos", "sos"),
        ("hotel & girl", "a girl in this hotel"),
        ("hotel & girl & !booked", "a girl in this hotel"),
        ("hotel & my girl~", "my girls hotel"),
    ],
)
def test_text_has_a_phrase(phrase, text):
    assert fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("kill|hurt myself", "hurt by myself"),
        ("my son * missing", "my son said that he who was there is missing"),
        ("suicid~", "sui"),
        ("=sos", "sos page"),
        ("hotel & girl", "a hotel"),
        ("hotel & girl & !booked", "the girl booked this hotel"),
        ("hotel & my girl~", "girls of my hotel"),
        ("", "anything"),
    ],
)
def test_text_lacks_a_phrase(phrase, text):
    assert not fits(phrase, text)
