"""From a published number or address to the link that reaches it."""

import pytest

from regions.models.dialing import link_to


@pytest.mark.parametrize(
    ("kind", "published", "link"),
    [
        ("phone", "(202) 555-0100", "tel:+12025550100"),
        ("phone", "1-877-4-HSI-TIP", "tel:+18774474847"),
        ("phone", "202-555-0100 ext. 4", "tel:+12025550100;ext=4"),
        ("phone", "+1 787 555 0100", "tel:+17875550100"),
        ("tty", "202-555-0101", "tel:+12025550101"),
        ("short_code", "911", "tel:911"),
        ("text", "Text HELP to 233733", "sms:233733"),
        ("text", "Text 1-202-555-0100.", "sms:+12025550100"),
        ("email", "desk@example.org", "mailto:desk@example.org"),
        ("web", "https://example.org/tips", "https://example.org/tips"),
    ],
)
def test_what_can_be_reached_is_linked(kind, published, link):
    assert link_to(kind, published) == link


@pytest.mark.parametrize(
    ("kind", "published"),
    [
        ("phone", "555-0100"),
        ("phone", "ask the desk"),
        ("phone", "١٢٣"),
        ("phone", "123-456-7890"),
        ("short_code", "12"),
        ("short_code", "٩١١"),
        ("text", "Text 233733 or 88788"),
        ("text", "Text 1-800-THE-LOST"),
        ("text", "Text us"),
    ],
)
def test_what_nobody_could_dial_is_not_linked(kind, published):
    assert link_to(kind, published) == ""
