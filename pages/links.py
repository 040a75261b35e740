"""Finds broken links within this site, and stores them."""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Site,
)

from pages.answering import view_answers, visit
from pages.models import BrokenLink, LinkCheck
from pages.models.broken_link import Reason
from pages.redirects.following import destination
from pages.stored_fields import gone_choices, stored_streams

# Checks again after this time, even if nothing changed in the admin.
EVERY = datetime.timedelta(hours=1)


def check_links_if_due() -> None:
    last = LinkCheck.objects.first()
    if not last or last.seen != log_so_far() or last.at < timezone.now() - EVERY:
        check_links()


def check_links() -> None:
    """Check all links, and replace the stored list of broken ones."""
    check = {"at": timezone.now(), "seen": log_so_far()}
    found = {(link.page_id, link.target, link.reason): link for link in broken_links()}
    with transaction.atomic():
        # First: it lets only one of two schedulers continue.
        LinkCheck.objects.update_or_create(pk=1, defaults=check)
        BrokenLink.objects.all().delete()
        # The check takes a while, and pages may be deleted meanwhile.
        pages = set(Page.objects.values_list("pk", flat=True))
        BrokenLink.objects.bulk_create(
            link for link in found.values() if link.page_id in pages
        )


def log_so_far() -> str:
    """Identify the newest log entries, except for drafts, which are not public yet."""
    newest = (
        log.objects.exclude(action="wagtail.edit").order_by("-pk").values("pk")[:1]
        for log in (PageLogEntry, ModelLogEntry)
    )
    return ",".join(str(row["pk"]) for rows in newest for row in rows or [{"pk": 0}])


def broken_links() -> Iterator[BrokenLink]:
    yield from links_to_unpublished()
    for page_id, _place, gone in gone_choices():
        yield broken(page_id, str(gone), Reason.GONE)
    existing = set(Page.objects.values_list("pk", flat=True))
    answered = dict.fromkeys(page_addresses(), True)
    for page_id, link in links_by_page():
        if link.get("linktype") == "page":
            if link.get("id", "").isdigit() and int(link["id"]) not in existing:
                yield broken(page_id, link["words"], Reason.DELETED)
            continue
        address = link.get("href", "")
        if address not in answered:
            answered[address] = is_elsewhere(address) or answers(urlsplit(address))
        if not answered[address]:
            yield broken(page_id, address, Reason.NO_ANSWER)


def broken(page_id: int, target: str, reason: Reason) -> BrokenLink:
    return BrokenLink(page_id=page_id, target=target[:500], reason=reason)


def page_addresses() -> Iterator[str]:
    """Return the URLs of all public pages, which need no check."""
    for site in Site.objects.filter(is_default_site=True).select_related("root_page"):
        below = Page.objects.live().descendant_of(site.root_page, inclusive=True)
        for path in below.values_list("url_path", flat=True):
            yield f"/{path.removeprefix(site.root_page.url_path)}"


def links_to_unpublished() -> Iterator[BrokenLink]:
    """Query Wagtail's reference index, which covers choosers and fields, too."""
    page_type = ContentType.objects.get_for_model(Page)
    state = {
        pk: (title, live)
        for pk, title, live in Page.objects.values_list("pk", "title", "live")
    }
    references = (
        ReferenceIndex.objects.filter(
            base_content_type=page_type, to_content_type=page_type
        )
        .values_list("object_id", "to_object_id")
        .distinct()
        .order_by("object_id", "to_object_id")
    )
    for source, target in references:
        _title, is_source_live = state.get(int(source), ("", False))
        title, is_target_live = state.get(int(target), ("", True))
        if is_source_live and not is_target_live:
            yield broken(int(source), title, Reason.UNPUBLISHED)


# What is linked


def links_by_page() -> Iterator[tuple[int, dict[str, Any]]]:
    """Return each link in a public page's text: its attributes and its text."""
    for page_id, _field, stored in stored_streams():
        for text in strings_in(stored):
            if text.startswith("/") and " " not in text:
                yield page_id, {"href": text}  # of a row or a door
            for link in BeautifulSoup(text, "html.parser")("a") if "<" in text else ():
                attributes: dict[str, Any] = dict(link.attrs)
                yield page_id, attributes | {"words": link.get_text()}


def strings_in(value: Any) -> Iterator[str]:
    """Return all strings in stored blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_in(part)


# Whether a URL responds


def is_elsewhere(address: str) -> bool:
    """Return whether another server may respond, as it does for files."""
    try:
        parts = urlsplit(address)
    except ValueError:  # as for http://[
        return True
    if parts.netloc:
        is_ours = parts.netloc == urlsplit(settings.PUBLIC_URL).netloc
    else:
        is_ours = not parts.scheme and parts.path.startswith("/")
    files = (settings.STATIC_URL, settings.MEDIA_URL)
    return not is_ours or parts.path.startswith(files)


def answers(address: SplitResult) -> bool:
    """Resolve the path as for a visitor, without rendering the page."""
    if address.path.startswith(reverse("wagtailadmin_home")):
        return True  # it requires a login first
    request = visit(address)
    # With a trailing slash: Django redirects to the same URL with one.
    return responds(request, request.path) or (
        not request.path.endswith("/") and responds(request, f"{request.path}/")
    )


def responds(request: HttpRequest, path: str) -> bool:
    redirect = get_redirect(request, Redirect.normalise_path(path))
    if redirect and destination(redirect, request):
        return True
    return view_answers(request, path)
