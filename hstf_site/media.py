"""Uploaded files. On a busy site, a web server in front may send them instead."""

import mimetypes
import posixpath
import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# The renditions that pages use. Nothing else has a URL here: documents have one of
# their own, which checks who may read them; originals and partial files have none.
SHOWN = "images"

NAMED_AFTER_CONTENT = re.compile(r"images/[0-9a-f]{12}/")

# Python learns of it from the operating system, which may not know it either.
mimetypes.add_type("image/webp", ".webp")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    clean = posixpath.normpath(path).lstrip("/")
    if clean.split("/")[0] != SHOWN:
        raise Http404
    try:
        response = serve(request, clean, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # such as a name that no disk could hold
        raise Http404 from error
    if NAMED_AFTER_CONTENT.match(clean):  # so it never changes
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
