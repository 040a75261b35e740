"""The names that the finder suggests while a reader types: one small file for all."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from regions.finder.place_names import SPANISH
from regions.models.jurisdiction import Jurisdiction
from regions.models.office import Office
from regions.models.region import Region

MOST_OFFICES = 300  # so that the file stays small; the finder itself knows them all
MINUTES = 10

Row = list[str]


@require_safe
@cache_control(public=True, max_age=MINUTES * 60)
def places_json(request: HttpRequest) -> JsonResponse:
    """List what the finder knows: name, what it is, and what else it is called."""
    return JsonResponse({"places": [*places(), *task_forces(), *offices()]})


def places() -> list[Row]:
    return [
        [place.name, place.code, SPANISH.get(place.code, "")]
        for place in Jurisdiction.objects.in_use().only("name", "code")
    ]


def task_forces() -> list[Row]:
    """List each name once, and no task force that has none."""
    named = Region.objects.published().exclude(name="").order_by("name")
    kind = _("task force")
    return [
        [name, kind, ""] for name in named.values_list("name", flat=True).distinct()
    ]


def offices() -> list[Row]:
    named = Office.objects.published().order_by("name")[:MOST_OFFICES]
    kind = _("partner-agency office")
    return [[name, kind, ""] for name in named.values_list("name", flat=True)]
