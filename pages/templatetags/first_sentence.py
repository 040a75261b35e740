"""The first sentence of a text, which answers; the rest is one link away."""

from django import template

from pages.voice.passages import sentences

register = template.Library()


@register.filter
def first_sentence(text: str | None) -> str:
    return next(iter(sentences(text or "")), "")
