"""Where a page or a record is referenced, by Wagtail's reference index."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

MOST_MENTIONS = 20  # shown on one page


def live_mentions(named: Any) -> PageQuerySet:
    """Return the live pages, private ones too, that reference `named`."""
    references = ReferenceIndex.get_references_to(named).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    found = {int(number) for number in references.values_list("object_id", flat=True)}
    return (
        Page.objects.filter(pk__in=found)
        .exclude(pk=named.pk if isinstance(named, Page) else None)
        .live()
        .order_by("path")
    )


def mentions(named: Any) -> PageQuerySet:
    """Return the public pages that reference `named`, in the site's order."""
    return live_mentions(named).public()[:MOST_MENTIONS]
