"""
The site of a request, known before Wagtail asks for it.

Works around: Wagtail asks the database for the site of each request, and takes it from
elsewhere only through the attribute in which it keeps the answer.
Upstream: none found
Seen in: Wagtail 7.4.4
Delete when: `Site.find_for_request` is cached across requests.
"""

from django.http import HttpRequest
from wagtail.models import Site


def set_site(request: HttpRequest, site: Site | None) -> None:
    # Through its dictionary: the name is private to Wagtail.
    vars(request)["_wagtail_site"] = site


def find_site(request: HttpRequest) -> Site | None:
    """Return the site as Wagtail finds it, whatever was set."""
    vars(request).pop("_wagtail_site", None)
    return Site.find_for_request(request)
