"""Requests that no form of this site sends."""

from django.core.exceptions import BadRequest


class MalformedForm(BadRequest):
    """A form that was forged or truncated: status 400, with this message."""
