"""Atom and RSS feeds of the news."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

LENGTH = 30


class RssFeed(Feed):  # type: ignore[type-arg]  # generic in its stubs only
    """
    The newest articles under one news index, with URLs on the public host.

    They stand in the order of the site, by the day of the event, which begins the text.
    A feed's own dates tell when an article was added, so that no reader misses one.
    """

    title = _("Homeland Security Task Force news")
    address = "rss/"
    description = _("By the day of the event. Corrections are noted in each article.")

    def __init__(self, index: Any) -> None:
        self.index = index
        self.link = settings.PUBLIC_URL + index.get_url()
        self.feed_url = self.link + self.address

    def items(self) -> Any:
        return self.index.articles()[:LENGTH]

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return f"{date_format(item.date, 'F j, Y')}. {item.summary}"

    def item_link(self, item: Any) -> str:
        return settings.PUBLIC_URL + item.get_url()

    def item_pubdate(self, item: Any) -> datetime.datetime:
        moment: datetime.datetime | None = item.first_published_at
        return moment or datetime.datetime.combine(item.date, datetime.time.min)

    def item_updateddate(self, item: Any) -> datetime.datetime | None:
        return item.last_published_at


class AtomFeed(RssFeed):
    """The same articles as Atom."""

    address = "atom/"
    feed_type = Atom1Feed
    subtitle = RssFeed.description
