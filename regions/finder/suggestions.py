"""The names that the finder suggests as a reader types: one small file for all."""

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from places.names import SPANISH
from regions.models import Jurisdiction, Office, Region

MOST_OFFICES = 300  # keeps the file small; the finder itself knows them all


@require_safe
@cache_control(public=True, max_age=10 * 60)
def places_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"places": list(suggestions())})


def suggestions() -> Iterator[list[str]]:
    """List what the finder knows: name, type, and other names."""
    for place in Jurisdiction.objects.in_use().only("name", "code"):
        yield [place.name, place.code, SPANISH.get(place.code, "")]
    named = Region.objects.published().exclude(name="").order_by("name")
    for name in named.values_list("name", flat=True).distinct():
        yield [name, _("task force"), ""]
    offices = Office.objects.published().order_by("name")
    for name in offices.values_list("name", flat=True)[:MOST_OFFICES]:
        yield [name, _("partner-agency office"), ""]
