"""What no form of this site sends."""

from django.core.exceptions import BadRequest


class MalformedForm(BadRequest):
    """A form that was made up or cut short: 400, and its words are shown."""
