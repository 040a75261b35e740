"""Primary keys as a URL or a form sends them."""

import re

# What every database here takes. `str.isdigit` also knows "²", which is no number.
KEY = re.compile("[0-9]{1,18}")


def is_key(text: str) -> bool:
    return bool(KEY.fullmatch(text))
