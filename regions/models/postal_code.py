"""An office's ZIP code: what editors type, and what spreadsheets leave of it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text_cleanup import bare
from places.geography import states_by_prefix

# As typed, or as left by a spreadsheet, which drops leading zeros.
WRITTEN = re.compile(r"([0-9]{3,5})(?: ?-? ?([0-9]{4}))?(?: ?-)?")
FIGURE = re.compile(r"[0-9]+\.0+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?")
DIGITS = 5


def read_zip_code(typed: str, state: str = "") -> str:
    """
    Return a ZIP code as the Postal Service writes it: 02108, or 02108-1234.

    Zeros that a spreadsheet dropped are restored if the code then belongs to
    `state`, a postal code such as MA; without one, to any. Otherwise a digit may be
    missing anywhere. Raise ValidationError for these, and for invalid codes.
    """
    text = re.sub(
        "[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", bare(typed))
    )
    if not text:
        return ""
    if FIGURE.fullmatch(text):
        text = text.partition(".")[0].replace(",", "")
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ValidationError(
            _(
                "“%(typed)s” is not a ZIP code. Write five digits, or nine with a "
                "hyphen: 02108 or 02108-1234."
            )
            % {"typed": typed}
        )
    code = match[1].zfill(DIGITS)
    states = states_by_prefix().get(code[:3], set())
    if len(match[1]) < DIGITS and (state not in states if state else not states):
        raise ValidationError(
            _(
                "“%(typed)s” has too few digits for a ZIP code. With the zeros that a "
                "spreadsheet drops it would be %(code)s, which is not in the state of "
                "this office. Type all five digits."
            )
            % {"typed": typed, "code": code}
        )
    return f"{code}-{match[2]}" if match[2] else code
