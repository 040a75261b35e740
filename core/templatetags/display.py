"""Section IDs, the current page, and other display helpers."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from core.blocks import HeadedBlock

register = template.Library()

LONGEST_UNBROKEN = 16  # letters of a word that still fits a narrow screen

# IDs that the base and page templates use themselves.
RESERVED_IDS = {
    "main", "nav", "q", "exit", "danger", "sources", "result", "differences",
    "accounts", "measures", "year-note", "list", "mentions", "program", "source",
    "figures", "call", "report", "roster",
}  # fmt: skip


@register.filter
def sections(body: Iterable[Any], prefix: str = "") -> list[dict[str, Any]]:
    """
    Return each block of a body with its heading and an id that is unique on the page.

    A block without a heading has neither; one with nothing under it is left out.
    """
    taken = set(RESERVED_IDS)
    found = []
    for block in body or []:
        kind = getattr(block, "block", None)
        if isinstance(kind, HeadedBlock) and kind.is_empty(block.value):
            continue
        heading = block.value.get("heading", "") if hasattr(block.value, "get") else ""
        anchor = ""
        if heading:
            stem = f"{prefix}-{slugify(heading)}" if prefix else slugify(heading)
            anchor = free_id(stem or "section", taken)
        found.append({"block": block, "heading": heading, "anchor": anchor})
    return found


def free_id(stem: str, taken: set[str]) -> str:
    """Return `stem`, or `stem-2` and so on if it is taken, and take it."""
    anchor, number = stem, 2
    while anchor in taken:
        anchor, number = f"{stem}-{number}", number + 1
    taken.add(anchor)
    return anchor


@register.filter
def headed(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return only the sections that have a heading."""
    return [section for section in found if section["heading"]]


@register.filter
def current(path: str | None, address: str) -> SafeString | str:
    """Return the aria-current attribute of a link to `address` on page `path`."""
    if path == address:
        return format_html('aria-current="{}"', "page")
    if path and path.startswith(address):
        return format_html('aria-current="{}"', "true")
    return ""


@register.filter
def unbroken(title: str) -> SafeString:
    """Keep hyphenated words on one line, where large type would break them."""
    return format_html_join(
        " ",
        "{}",
        (
            (format_html('<span class="unbroken">{}</span>', word),)
            if "-" in word and len(word) <= LONGEST_UNBROKEN
            else (word,)
            for word in title.split()
        ),
    )


@register.filter
def host(url: str) -> str:
    """Return the site's name, as browsers show it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.simple_tag
def top_domain(request: HttpRequest) -> str:
    """Return the host's top-level domain, such as gov."""
    return request.get_host().partition(":")[0].rstrip(".").rpartition(".")[2].lower()


@register.simple_tag(takes_context=True)
def editor_bar(context: Context) -> str:
    """
    Wagtail's bar for editors.

    Only a browser that has signed in is identified: a page that never opens the
    session is the same for everybody, so caches may store it.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(wagtailuserbar(context, "bottom-right"))
