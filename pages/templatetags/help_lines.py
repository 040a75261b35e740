"""How the help page turns published words into links."""

import re

from django import template

register = template.Library()

SHORT_CODE = r"\d{3,6}"
NUMBER = r"(?:1-)?\d{3}-\d{3}-\d{4}|1?\d{10}"


@register.filter
def sms(words: str) -> str:
    """
    Give the address of a link that opens a text message, or nothing.

    Only where the published words hold one plain number: a guess could send a call for
    help to a stranger.
    """
    numbers = [
        word.rstrip(".,;:") for word in words.split() if any(map(str.isdigit, word))
    ]
    if len(numbers) != 1:
        return ""
    if re.fullmatch(SHORT_CODE, numbers[0], re.ASCII):
        return f"sms:{numbers[0]}"
    if re.fullmatch(NUMBER, numbers[0], re.ASCII):
        return f"sms:+1{numbers[0].replace('-', '')[-10:]}"
    return ""
