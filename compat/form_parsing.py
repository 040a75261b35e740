"""
Determines whether an error comes from parsing a form of the admin.

Works around: Wagtail and Django trust an admin form to be as they rendered it, and
fail in many places, each in its own way, if somebody crafted it.
Upstream: none found
Seen in: Django 5.2.19, Wagtail 7.4.4
Delete when: the tests of malformed forms pass without it.
"""

from traceback import walk_tb
from types import CodeType

# Functions that take in what was sent, and lay out its rows.
READING = {"value_from_datadict", "full_clean", "_construct_form", "get_bound_panel"}


def failed_while_reading(error: Exception) -> CodeType | None:
    """Return the code that failed if a form was being read; None if not."""
    steps = [frame.f_code for frame, _line in walk_tb(error.__traceback__)]
    return steps[-1] if any(code.co_name in READING for code in steps) else None
