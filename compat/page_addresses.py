"""
The address of a page, which is asked of Django's URLs once and not with each link.

Works around: Wagtail has Django go through all URLs for each link to a page.
Upstream: none found
Seen in: Wagtail 7.4.4
Delete when: `Page.get_url_parts` keeps what it found.
"""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language
from wagtail.models import pages

# An address is a few dozen bytes.
MOST_KEPT = 10_000


def install() -> None:
    pages.reverse = known_address


def known_address(view: str, args: tuple[Any, ...] = ()) -> str:
    return found(view, args, get_language(), get_urlconf(), get_script_prefix())


@lru_cache(MOST_KEPT)
def found(view: str, args: tuple[Any, ...], *_depends_on: Any) -> str:
    return reverse(view, args=args)
