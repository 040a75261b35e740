"""Determines whether a URL of this site responds, without sending a request."""

from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import is_valid_path, resolve
from wagtail.models import Site

from compat.request_site import set_site


def visit(address: SplitResult, site: Site | None = None) -> HttpRequest:
    """Return a visitor's request to the public host, or to a given site."""
    public = urlsplit(settings.PUBLIC_URL)
    request: Any = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = address.path or "/"
    request.GET = QueryDict(address.query)
    request.META = {
        "HTTP_HOST": public.netloc,
        "SERVER_NAME": public.hostname,
        "SERVER_PORT": str(public.port or 443),
        "QUERY_STRING": address.query,
    }
    request.user, request.session = AnonymousUser(), {}
    if site:
        set_site(request, site)
    return request


def answer(request: HttpRequest, path: str) -> HttpResponseBase | None:
    """Return the response of the view at this path; None if it fails."""
    try:
        view = resolve(path)
        return cast(HttpResponseBase, view.func(request, *view.args, **view.kwargs))
    except Exception:  # noqa: BLE001  # whatever fails, the visitor gets no answer
        return None


def view_answers(request: HttpRequest, path: str) -> bool:
    """Return whether something is at this path itself; redirects do not count."""
    response = answer(request, path)
    return response is not None and response.status_code < 400


def with_slash(path: str) -> str:
    """Return the path with the slash that Django would redirect to."""
    completed = f"{path}/"
    is_cut = (
        not path.endswith("/") and not is_valid_path(path) and is_valid_path(completed)
    )
    return completed if is_cut else path
