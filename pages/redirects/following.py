"""Resolves a redirect's final target: never itself, never through another."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from pages.answering import view_answers, visit, with_slash

DEFAULT_PORTS = {"http": 80, "https": 443}


class CircleError(ValueError):
    """A redirect loops back to where it began."""


def destination(redirect: Redirect, request: HttpRequest) -> str | None:
    """Return where readers are sent; None if that is nowhere, or a loop."""
    try:
        return follow(redirect, request)
    except CircleError:
        return None


def follow(redirect: Redirect, request: HttpRequest) -> str | None:
    """
    Return the final URL; None if it is a page that is not public.

    `redirect` may be one that is not stored yet. Raise CircleError if it loops.
    """
    passed = {name_of(request.get_full_path())}
    first = redirect
    while True:
        passed.add(name_of(redirect.old_path))
        target = urlsplit(redirect.link or "")
        if not is_own(target, request):
            return redirect.link
        # With one slash: two would begin another site's host.
        path = f"/{target.path.lstrip('/')}"
        own = target._replace(scheme="", netloc="", path=path)
        name = name_of(own._replace(fragment="").geturl())
        # A redirect matches any query string.
        if passed & {name, name.partition("?")[0]}:
            raise CircleError(name)
        if redirect.redirect_page and not redirect.redirect_page.live:
            return None
        passed.add(name)
        further = stored_at(name, request, other_than=first)
        path = with_slash(own.path)
        asking = visit(own, Site.find_for_request(request))
        if further is None or view_answers(asking, path):
            return own._replace(path=path).geturl()
        redirect = further


def name_of(address: str) -> str:
    """Return a URL as redirects are looked up: with its query, normalized."""
    name: str = Redirect.normalise_path(address)
    return name


def is_own(address: SplitResult, request: HttpRequest) -> bool:
    """Return whether this site serves the host: its public name, or a Site's."""
    if not address.netloc:
        return not address.scheme and address.path.startswith("/")
    if address.scheme not in DEFAULT_PORTS:
        return False
    site = Site.find_for_request(request)
    asked = request.META.get("HTTP_HOST", "").lower()
    names = {asked, urlsplit(settings.PUBLIC_URL).netloc.lower()}
    if site:
        names |= {site.hostname, f"{site.hostname}:{site.port}"}
    port = f":{DEFAULT_PORTS[address.scheme]}"
    return address.netloc.lower().removesuffix(port) in names


def stored_at(
    name: str, request: HttpRequest, other_than: Redirect | None = None
) -> Redirect | None:
    """Return the redirect from a URL, or from the same URL without its query."""
    for each in (name, name.partition("?")[0]):
        found = get_redirect(request, each)
        if found and (other_than is None or found.pk != other_than.pk):
            return found
    return None
