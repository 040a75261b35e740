"""The chapters of the guide, read from `docs/guide/`, which also works alone."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
# The page that readers of the repository see first. Its links set the order.
CONTENTS = "README"

# A link to a chapter, as in the table of contents.
CHAPTER_LINK = re.compile(r"\]\(([\w-]+)\.md\)")

# The guide is text, lists and pictures: HTML in it would be escaped.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Chapter:
    """One page of the guide: the name of its file, its title, its parsed text."""

    slug: str
    title: str
    tokens: tuple[Token, ...]

    @property
    def url(self) -> str:
        if self.slug == CONTENTS:
            return reverse("guide:contents")
        return reverse("guide:chapter", args=[self.slug])

    @property
    def body(self) -> SafeString:
        """Return the text below the title as HTML for the admin."""
        tokens = [in_the_admin(token) for token in self.tokens]
        # Safe: the parser escapes all HTML, and the text is our own.
        return mark_safe(  # noqa: S308
            MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
        )


def in_the_admin(token: Token) -> Token:
    """Point links and pictures to where they are in the admin."""
    if token.type == "link_open":
        href = str(token.attrs["href"])
        name, _hash, anchor = href.partition("#")
        if name.endswith(".md") and "/" not in name:
            page = read(name.removesuffix(".md")).url
            return replace(
                token, attrs={"href": f"{page}#{anchor}" if anchor else page}
            )
    if token.type == "image":
        name = str(token.attrs["src"])
        width, height = size(name)
        return replace(
            token,
            attrs={
                "src": static(f"guide/{Path(name).name}"),
                "alt": "",  # filled in from the text by the renderer
                "width": width,
                "height": height,
                "loading": "lazy",
            },
        )
    if token.children:
        return replace(token, children=[in_the_admin(part) for part in token.children])
    return token


@cache
def size(name: str) -> tuple[int, int]:
    """Measure a picture, so that space is reserved while it loads."""
    with Image.open(FOLDER / name) as picture:
        return picture.size


@cache
def read(slug: str) -> Chapter:
    """Read a chapter; FileNotFoundError if there is none."""
    text = (FOLDER / f"{slug}.md").read_text(encoding="utf-8")
    tokens = MARKDOWN.parse(text)
    _open, title, _close, *rest = tokens  # each chapter begins with its title
    for opening, inline in pairwise(rest):
        if opening.type == "heading_open":
            opening.attrSet("id", slugify(inline.content))
    return Chapter(slug, title.content, tuple(rest))


@cache
def chapters() -> list[Chapter]:
    """Return all chapters, in the order of the table of contents."""
    text = (FOLDER / f"{CONTENTS}.md").read_text(encoding="utf-8")
    return [read(slug) for slug in CHAPTER_LINK.findall(text)]
