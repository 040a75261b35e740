"""The names that the finder suggests as a reader types: one small file for all."""

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from finder.known import KnownDirectory, known_directory
from places.cities import large_cities
from places.names import SPANISH

MOST_OFFICES = 300  # keeps the file small; the finder itself knows them all


@require_safe
@cache_control(public=True, max_age=10 * 60)
def places_json(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {"places": list(suggestions(known_directory()))},
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )


def suggestions(known: KnownDirectory) -> Iterator[list[str]]:
    """List what the finder knows: name, type, and other names."""
    places = known.in_use
    for place in sorted(places.values(), key=lambda each: each.name):
        yield [place.name, place.code, SPANISH.get(place.code, "")]
    for name in dict.fromkeys(each.name for each in known.forces):
        yield [name, _("task force"), ""]
    for office in list(known.offices.values())[:MOST_OFFICES]:
        yield [office.name, _("partner-agency office"), ""]
    for city in large_cities():
        if city.state in places:
            yield [f"{city.name}, {places[city.state].name}", "", ""]
