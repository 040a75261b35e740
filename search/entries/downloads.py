"""Files, feeds and lists that no editor writes: a short list, in plain words."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from news.models import NewsIndexPage
from pages.models import HelpPage
from record.models import RecordPage
from regions.page import DirectoryPage
from search.entries.entry import EntryKind, SearchEntry
from search.entries.entry_source import WholeSource
from search.entries.tree import address_of, is_shown, readable


def of_the_record() -> Iterator[SearchEntry]:
    words = _(
        "download data dataset spreadsheet Excel API figures statistics values numbers"
    )
    yield download("record.csv", _("The record as a spreadsheet (CSV)"), words)
    yield download("record.json", _("The record as data (JSON)"), words)
    yield download(
        "record/feed/",
        _("Feed of corrections and changes (Atom)"),
        _("subscribe RSS feed updates corrections changes notify follow"),
    )
    yield section(
        "record/corrections/",
        _("Corrections and changes"),
        _("errors mistakes corrected corrections changed history what changed"),
    )
    yield section(
        "record/sources/",
        _("Source register"),
        _("sources citations documents references bibliography evidence proof"),
    )
    yield section(
        "record/differences/",
        _("Where sources differ"),
        _("contradictions disagreements conflicting differences discrepancies"),
    )


def of_the_directory() -> Iterator[SearchEntry]:
    words = _(
        "download data dataset spreadsheet Excel API contacts offices task forces "
        "directory phone numbers"
    )
    yield download("regions.csv", _("The directory as a spreadsheet (CSV)"), words)
    yield download("regions.json", _("The directory as data (JSON)"), words)


def of_news(base: str) -> Iterator[SearchEntry]:
    words = _("subscribe RSS Atom feed news articles updates notify follow")
    yield download(f"{base}atom/", _("News feed (Atom)"), words)
    yield download(f"{base}rss/", _("News feed (RSS)"), words)


def of_help(base: str) -> Iterator[SearchEntry]:
    words = _("print flyer handout sheet QR code hang up help lines victims")
    yield section(f"{base}poster/", _("Poster with the help lines, to print"), words)


def section(path: str, title: str, words: str) -> SearchEntry:
    return download(path, title, words, EntryKind.SECTION)


def download(
    path: str, title: str, words: str, kind: EntryKind = EntryKind.DOWNLOAD
) -> SearchEntry:
    path = path.lstrip("/")
    return SearchEntry(
        key=f"{kind}:{path}",
        address=f"/{path}",
        title=title,
        names=path,
        text=words,
    )


# By the beginnings of their paths; what is left belongs to the news.
PAGES: dict[str, type[Page] | None] = {
    "record": RecordPage,
    "regions": DirectoryPage,
    "help": HelpPage,
    "sitemap": None,
}


def page_of(key: str) -> type[Page] | None:
    """Return the type of the page that a file or list belongs to, if there is one."""
    path = key.partition(":")[2]
    beginnings = (begins for begins in PAGES if path.startswith(begins))
    begins = next(beginnings, "")
    return PAGES.get(begins, NewsIndexPage)


def shows() -> frozenset[type[Page]]:
    """Return the types of pages that something belongs to."""
    return frozenset({*filter(None, PAGES.values()), NewsIndexPage})


class Downloads(WholeSource):
    """What can be downloaded as long as the page that it belongs to is public."""

    kinds = frozenset({EntryKind.DOWNLOAD, EntryKind.SECTION})

    def entries(self) -> Iterator[SearchEntry]:
        if is_shown(RecordPage):
            yield from of_the_record()
        if is_shown(DirectoryPage):
            yield from of_the_directory()
        for page in readable(NewsIndexPage.objects.all())[:1]:
            yield from of_news(address_of(page.url_path))
        for page in readable(HelpPage.objects.all())[:1]:
            yield from of_help(address_of(page.url_path))
        yield download(
            "sitemap.xml",
            _("Sitemap (XML)"),
            _("site map all pages list of addresses index"),
        )

    @staticmethod
    def is_seen(key: str, shown: Collection[type[Page]]) -> bool:
        """Return whether the page that it belongs to is among those that are shown."""
        return page_of(key) is None or page_of(key) in shown
