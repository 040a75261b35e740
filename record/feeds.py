"""Atom feed of what changed after it was published."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, gettext_lazy as _

from record.changes import Changes
from sources.models import ChangeNote
from stats.models import Observation

LENGTH = 50


class ChangesFeed(Feed):  # type: ignore[type-arg]  # generic in its stubs only
    """The newest changes, each with its kind and its public reason."""

    feed_type = Atom1Feed
    title = _("Homeland Security Task Force record: corrections and changes")
    subtitle = _(
        "Every published figure that was replaced, and every answer or article that "
        "changed in more than its wording, with the reason."
    )

    def link(self) -> str:
        return f"{settings.PUBLIC_URL}/record/corrections/"

    def feed_url(self) -> str:
        return f"{settings.PUBLIC_URL}/record/feed/"

    def items(self) -> list[dict[str, Any]]:
        return [entry_of(change) for change in Changes()[:LENGTH]]

    def item_title(self, item: dict[str, Any]) -> str:
        return str(item["title"])

    def item_description(self, item: dict[str, Any]) -> str:
        return f"{item['kind']}. {item['reason']}"

    def item_link(self, item: dict[str, Any]) -> str:
        return f"{settings.PUBLIC_URL}{item['path']}"

    def item_pubdate(self, item: dict[str, Any]) -> datetime.datetime | None:
        moment: datetime.datetime | None = item["moment"]
        return moment

    item_updateddate = item_pubdate


def entry_of(change: Observation | ChangeNote) -> dict[str, Any]:
    if isinstance(change, ChangeNote):
        return {
            "title": change.page.title,
            "kind": change.get_kind_display(),
            "reason": change.reason,
            "path": change.url,
            "moment": change.published_at,
        }
    new, old = change.new_and_old
    title = gettext("%(statistic)s: %(new)s instead of %(old)s")
    return {
        "title": title % {"statistic": change.statistic, "new": new, "old": old},
        "kind": change.get_change_kind_display(),
        "reason": change.change_reason,
        "path": f"{change.statistic.url}#change-{change.pk}",
        "moment": change.first_published_at,
    }
