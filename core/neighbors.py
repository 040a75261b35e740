"""The pages before and after a page in an ordered list."""

from collections.abc import Sequence
from typing import Any


def neighbors(page: Any, ordered: Sequence[Any]) -> dict[str, Any]:
    """
    Return the template context `previous` and `following`, each a page or None.

    A page that is not in the list, such as a draft in a preview, has neither.
    """
    places = [other.pk for other in ordered]
    if page.pk not in places:
        return {"previous": None, "following": None}
    place = places.index(page.pk)
    return {
        "previous": ordered[place - 1] if place else None,
        "following": ordered[place + 1] if place + 1 < len(ordered) else None,
    }
