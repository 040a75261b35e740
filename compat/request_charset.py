"""
Decodes requests as UTF-8, like our pages and forms.

Works around: Django trusts the encoding that a request names. Python knows some that
are not for text, such as rot13, and with them a request fails before anything can
handle it.
Upstream: none found
Seen in: Django 5.2.19
Delete when: Django rejects encodings that are not for text.
"""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class UTF8Request(WSGIRequest):
    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )


class UTF8Handler(WSGIHandler):
    request_class = UTF8Request
