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
from search.entries.words import lines


def of_the_record() -> Iterator[SearchEntry]:
    words = _(
        "download data dataset spreadsheet Excel API figures statistics values numbers"
    )
    tells = _("Every published value with its period, its source and its history.")
    yield download("record.csv", _("The record as a spreadsheet (CSV)"), words, tells)
    yield download("record.json", _("The record as data (JSON)"), words, tells)
    yield download(
        "record/feed/",
        _("Feed of corrections and changes (Atom)"),
        _("subscribe RSS feed updates corrections changes notify follow"),
        _("For feed readers: each correction and each change of a figure."),
    )
    yield section(
        "record/corrections/",
        _("Corrections and changes"),
        _("errors mistakes corrected corrections changed history what changed"),
        _("What was changed on this site, when and why."),
    )
    yield section(
        "record/sources/",
        _("Source register"),
        _("sources citations documents references bibliography evidence proof"),
        _("Every document that this site quotes, with its date and its publisher."),
    )
    yield section(
        "record/differences/",
        _("Where sources differ"),
        _("contradictions disagreements conflicting differences discrepancies"),
        _("Where one source contradicts another, what each of them says."),
    )


def of_the_directory() -> Iterator[SearchEntry]:
    words = _(
        "download data dataset spreadsheet Excel API contacts offices task forces "
        "directory phone numbers"
    )
    tells = _("Every office and contact, with its source and when it was last checked.")
    title = _("The directory as a spreadsheet (CSV)")
    yield download("regions.csv", title, words, tells)
    yield download("regions.json", _("The directory as data (JSON)"), words, tells)


def of_news(base: str) -> Iterator[SearchEntry]:
    words = _("subscribe RSS Atom feed news articles updates notify follow")
    tells = _("For feed readers: each new article.")
    yield download(f"{base}atom/", _("News feed (Atom)"), words, tells)
    yield download(f"{base}rss/", _("News feed (RSS)"), words, tells)


def of_help(base: str) -> Iterator[SearchEntry]:
    words = _("print flyer handout sheet QR code hang up help lines victims")
    tells = _(
        "Lines for victims on one sheet, with a code that leads to the help page."
    )
    title = _("Poster with the help lines, to print")
    yield section(f"{base}poster/", title, words, tells)


def section(path: str, title: str, words: str, tells: str = "") -> SearchEntry:
    return download(path, title, words, tells, EntryKind.SECTION)


def download(
    path: str,
    title: str,
    words: str,
    tells: str = "",
    kind: EntryKind = EntryKind.DOWNLOAD,
) -> SearchEntry:
    path = path.lstrip("/")
    return SearchEntry(
        key=f"{kind}:{path}",
        address=f"/{path}",
        title=title,
        # Not shown: these are words for it, not of it.
        names=lines([path, words]),
        answer=tells,
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
            _("The address of every page, for search engines."),
        )

    @staticmethod
    def is_seen(key: str, shown: Collection[type[Page]]) -> bool:
        """Return whether the page that it belongs to is among those that are shown."""
        return page_of(key) is None or page_of(key) in shown
