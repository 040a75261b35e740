"""How somebody who finds a weakness of this site can report it."""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hstf_site.identity import is_official
from hstf_site.sitemap import PublicSitemap

SECURITY_TXT = "/.well-known/security.txt"
# The address that CISA's Binding Operational Directive 20-01 asks for.
POLICY = "/vulnerability-disclosure-policy/"
MONTHS_VALID = 6  # RFC 9116 advises less than a year


def discloses(request: HttpRequest) -> bool:
    """Whether somebody answers for this site, and can be told of a weakness."""
    return bool(settings.SECURITY_CONTACT) and is_official(request)


def disclosure(request: HttpRequest) -> dict[str, str]:
    """Context processor: where the policy stands, or nothing where there is none."""
    return {"disclosure_path": POLICY if discloses(request) else ""}


def expires(today: datetime.date) -> datetime.datetime:
    """Give the first day of a month: the same all month long, so that caches agree."""
    years, month = divmod(today.month - 1 + MONTHS_VALID, 12)
    return datetime.datetime(today.year + years, month + 1, 1, tzinfo=datetime.UTC)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer as RFC 9116 describes it."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    fields = [
        *(("Contact", contact) for contact in settings.SECURITY_CONTACT),
        ("Expires", f"{expires(timezone.localdate()):%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", ", ".join(code for code, _ in settings.LANGUAGES)),
        ("Canonical", settings.PUBLIC_URL + SECURITY_TXT),
    ]
    if discloses(request):
        fields.append(("Policy", settings.PUBLIC_URL + POLICY))
    lines = (f"{name}: {value}\n" for name, value in fields)
    return HttpResponse("".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def disclosure_policy(request: HttpRequest) -> HttpResponse:
    """Show the policy; only whoever runs the official site can promise anything."""
    if not discloses(request):
        raise Http404
    return TemplateResponse(
        request,
        "disclosure_policy.html",
        {
            "breadcrumbs": [{"title": "", "url": "/"}],
            "contacts": settings.SECURITY_CONTACT,
            "promises": promises(),
        },
    )


def promises() -> str:
    """Read what whoever runs the site promises, in their own words."""
    path = settings.SECURITY_PROMISES
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


class SiteMap(PublicSitemap):
    """All pages, and the one page that is none of them."""

    def part(self, number: int) -> list[dict[str, Any]]:
        urls = super().part(number)
        if number == 1 and discloses(self.request):
            urls.append({"location": settings.PUBLIC_URL + POLICY})
        return urls
