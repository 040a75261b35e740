"""Atom feed of what changed after it was published."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record.changes import Changes
from sources.models import ChangeNote

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

    def items(self) -> Any:
        return Changes()[:LENGTH]

    def item_title(self, item: Any) -> str:
        if isinstance(item, ChangeNote):
            return item.page.title
        new, old = item.new_and_old
        return gettext("%(statistic)s: %(new)s instead of %(old)s") % {
            "statistic": item.statistic,
            "new": new,
            "old": old,
        }

    def item_description(self, item: Any) -> str:
        if isinstance(item, ChangeNote):
            return f"{item.get_kind_display()}. {item.reason}"
        return f"{item.get_change_kind_display()}. {item.change_reason}"

    def item_link(self, item: Any) -> str:
        if isinstance(item, ChangeNote):
            return f"{settings.PUBLIC_URL}{item.url}"
        return f"{settings.PUBLIC_URL}{item.statistic.url}#change-{item.pk}"

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        if isinstance(item, ChangeNote):
            return item.published_at
        moment: datetime.datetime | None = item.first_published_at
        return moment

    item_updateddate = item_pubdate
