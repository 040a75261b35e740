"""Reads the published details: once for each generation of the content."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import Error
from django.db.models import Q
from wagtail.models import Page, Site

from core.body import is_list_item
from core.models import PublicPageQuerySet
from page_cache.request_cache import cached_in_generation, once
from site_details.blocks import CONTACTS, REQUIRED_LINKS
from site_details.built_in import FOOTER, MENU, SEARCH, built_in
from site_details.models import SiteDetails
from site_details.published import LinkGroup, Published, SiteContact, SiteLink

KEY = "site-details"
WAYS = ("name", "phone", "email", "url")
# A section is left out of the menu if it lists fewer pages.
FEWEST = 2


class LastKnown:
    """What this process read last: pages keep their menu while the database is away."""

    details: Published | None = None


def last_known() -> Published:
    """Return the details without asking the database."""
    return LastKnown.details or built_in()


def current() -> Published:
    """Return what readers see now, or saw last if the database is away."""
    return once(KEY, read)


def read() -> Published:
    try:
        found = cached_in_generation(KEY, load)
    except Error:
        return last_known()
    LastKnown.details = found
    return found


def load() -> Published:
    record = SiteDetails.objects.filter(live=True).first()
    return shown(record or SiteDetails(site_name=built_in().name))


def show_draft(draft: SiteDetails) -> None:
    """Let the rest of this request show a draft in place of what is public."""
    once(KEY, lambda: shown(draft))


def shown(record: SiteDetails) -> Published:
    """Return a version of the record as readers would see it."""
    found = StoredDetails(record)
    tree = Tree(found)
    return Published(
        name=record.site_name,
        parent_name=record.parent_name,
        parent_short_name=record.parent_short_name,
        parent_url=record.parent_url,
        contacts=tuple(contacts(found)),
        required_links=tuple(required_links(record, found, tree)),
        accounts=tuple(
            SiteLink(value.get("label", ""), value.get("url", ""))
            for _kind, value in found.accounts
        ),
        menu=tree.without_short_sections(menu_of(found, tree)),
        footer=tuple(footer_of(found, tree)),
    )


class StoredDetails:
    """The streams of a record as stored, so that no block loads its pages by itself."""

    def __init__(self, record: SiteDetails) -> None:
        self.contacts = stored(record.contacts)
        self.required_links = stored(record.required_links)
        self.accounts = stored(record.accounts)
        self.menu = [value for _kind, value in stored(record.menu)]
        self.footer = [
            (value.get("title", ""), [item(each) for each in value.get("entries", [])])
            for _kind, value in stored(record.footer)
        ]

    def keys(self) -> set[int]:
        """Return the primary keys of all pages that are named."""
        entries = [
            *self.menu,
            *(value for _kind, value in self.required_links),
            *(entry for _title, entries in self.footer for entry in entries),
        ]
        return {int(key) for entry in entries if (key := entry.get("page"))}


def stored(stream: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(each["type"], each["value"]) for each in stream.raw_data]


def item(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what a list stores, which may have an identity."""
    return raw["value"] if is_list_item(raw) else raw


def contacts(found: StoredDetails) -> Iterable[SiteContact]:
    given = dict(found.contacts)
    for kind, label in CONTACTS.items():
        if value := given.get(kind):
            ways = {way: value.get(way) or "" for way in WAYS}
            yield SiteContact(kind, str(label), **ways)


def required_links(
    record: SiteDetails, found: StoredDetails, tree: "Tree"
) -> Iterable[SiteLink]:
    agency = record.parent_short_name or record.parent_name
    given = dict(found.required_links)
    for kind, label in REQUIRED_LINKS.items():
        words = f"{label} {agency}".strip() if kind == "about" else str(label)
        if value := given.get(kind):
            yield from tree.link(value, words)
    for kind, value in found.required_links:
        if kind == "other":
            yield from tree.link(value)


def menu_of(found: StoredDetails, tree: "Tree") -> list[SiteLink]:
    if not found.menu:
        return tree.links_to(MENU)
    return [link for entry in found.menu for link in tree.link(entry)]


def footer_of(found: StoredDetails, tree: "Tree") -> Iterable[LinkGroup]:
    groups = [
        (title, [link for entry in entries for link in tree.link(entry)])
        for title, entries in found.footer
    ] or [(str(title), tree.links_to(found)) for title, found in FOOTER]
    # A group whose pages are all hidden has nothing to show.
    return (LinkGroup(title, tuple(links)) for title, links in groups if links)


class Tree:
    """The pages that the details lead to, loaded together."""

    def __init__(self, found: StoredDetails) -> None:
        roots = Site.get_site_root_paths()
        self.root = roots[0].root_path.rstrip("/") if roots else ""
        fixed = [] if found.menu and found.footer else fixed_paths()
        wanted = Q(url_path__in=[self.root + path for path in fixed])
        pages = readable(wanted | Q(pk__in=found.keys()))
        self.pages = {page.pk: page for page in pages}
        self.at = {self.path_of(page): page for page in self.pages.values()}

    def path_of(self, page: Page) -> str:
        return str(page.url_path.removeprefix(self.root))

    def link(self, value: dict[str, Any], label: str = "") -> list[SiteLink]:
        """Return the link of an entry; none if readers cannot see its page."""
        words = label or value.get("label") or ""
        if address := value.get("address"):
            return [SiteLink(words, address)]
        page = self.pages.get(int(value.get("page") or 0))
        return [SiteLink(words or page.title, self.path_of(page))] if page else []

    def links_to(self, found: Iterable[tuple[str, Any]]) -> list[SiteLink]:
        """Return the links that the site began with, in the words of their pages."""
        links = []
        for path, label in found:
            if path == SEARCH:
                links.append(SiteLink(str(label), path))
            elif page := self.at.get(path):
                links.append(SiteLink(page.title, path))
        return links

    def without_short_sections(self, menu: list[SiteLink]) -> tuple[SiteLink, ...]:
        """Leave out sections that would list no page, or a single one."""
        sections = [
            page
            for link in menu
            if (page := self.at.get(link.url))
            and getattr(page.specific_class, "is_section", False)
        ]
        number = numbers_below(sections)
        short = {self.path_of(page) for page in sections if number[page.path] < FEWEST}
        return tuple(link for link in menu if link.url not in short)


def fixed_paths() -> list[str]:
    groups = [MENU, *(found for _title, found in FOOTER)]
    return [path for found in groups for path, _label in found]


def numbers_below(sections: list[Page]) -> Counter[str]:
    """Return how many pages each section lists, by its path in the tree."""
    below = Q(pk__in=[])
    for section in sections:
        below |= Q(path__startswith=section.path, depth=section.depth + 1)
    paths = readable(below).values_list("path", flat=True) if sections else []
    return Counter(path[: -Page.steplen] for path in paths)


def readable(which: Q) -> PublicPageQuerySet:
    """Return those of the pages that everybody may read."""
    return PublicPageQuerySet(Page).filter(which).live().public()
