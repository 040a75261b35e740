"""
Structured data of pages for search engines, in schema.org's vocabulary.

Nothing is claimed here that the page does not show. `context` is the page's own.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from core.templatetags.years import MARK as YEAR_MARK

Data = dict[str, Any]
Context = Mapping[str, Any]

# What a page shows visually and plain text must spell out.
SHOWN = [
    (re.compile(r"<(caption|thead)\b.*?</\1>", re.DOTALL), ""),
    (re.compile(r"<q\b[^>]*>"), "“"),
    (re.compile(r"</q>"), "”"),
    (re.compile(r"\s*</h[2-6]>"), ": "),
    (re.compile(r"\s*</t[dh]>"), "; "),
    # A page explains the mark of a worked-out year at its end.
    (re.compile(YEAR_MARK), ""),
    (re.compile(r"</(?:p|h1|li|blockquote)>|<[bh]r\b"), r" \g<0>"),
]
TAG = re.compile(r"<[^>]*>")


def public(path: str) -> str:
    """Return the public URL of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"


def address(context: Context) -> str:
    """Return the public URL of the page itself."""
    return public(context["request"].path)


def plain(markup: str) -> str:
    """Return a piece of our own HTML as plain text, in reading order."""
    for shown, written in SHOWN:
        markup = shown.sub(written, markup)
    return " ".join(html.unescape(TAG.sub("", markup)).split())


def publisher(context: Context) -> Data:
    """Return the government body behind an official site; nothing for any other."""
    if not context.get("is_official") or not (site := context.get("site")):
        return {}
    return {
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": site.name,
            "url": public("/"),
        }
    }


def breadcrumb_list(context: Context, title: str) -> list[Data]:
    """Return the breadcrumbs above the title; nothing where there are none."""
    above = context.get("breadcrumbs") or []
    if not above:
        return []
    # The page itself uses the same name: components/page_header.html.
    steps = [(gettext("Home"), public(above[0]["url"]))]
    steps += [(crumb["title"], public(crumb["url"])) for crumb in above[1:]]
    steps.append((title, address(context)))
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": url}
                for place, (name, url) in enumerate(steps, start=1)
            ],
        }
    ]


def based_on(sources: Any) -> Data:
    """Return the documents that the text cites, each once."""
    found = {source.pk: source for source in sources}
    works = [
        {"@type": "CreativeWork", "name": source.title}
        | ({"url": source.url} if source.url else {})
        for source in found.values()
    ]
    return {"isBasedOn": works} if works else {}
