"""Reads the published details: once for each generation of the content."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import Error
from django.db.models import Q
from wagtail.models import Page, Site

from core.models import is_shown
from page_cache.request_cache import cached_in_generation, once
from site_details.blocks import CONTACTS, REQUIRED_LINKS
from site_details.built_in import FOOTER, MENU, SEARCH, built_in
from site_details.models import SiteDetails
from site_details.published import LinkGroup, Published, SiteContact, SiteLink

KEY = "site-details"
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
    tree = Tree(record)
    return Published(
        name=record.site_name,
        parent_name=record.parent_name,
        parent_short_name=record.parent_short_name,
        parent_url=record.parent_url,
        contacts=tuple(contacts(record)),
        required_links=tuple(required_links(record, tree)),
        accounts=tuple(
            SiteLink(each.value["label"], each.value["url"]) for each in record.accounts
        ),
        menu=tree.without_short_sections(menu_of(record, tree)),
        footer=tuple(footer_of(record, tree)),
    )


def contacts(record: SiteDetails) -> Iterable[SiteContact]:
    given = {each.block_type: each.value for each in record.contacts}
    for kind, label in CONTACTS.items():
        if value := given.get(kind):
            ways = {
                name: value.get(name) or ""
                for name in ("name", "phone", "email", "url")
            }
            yield SiteContact(kind, str(label), **ways)


def required_links(record: SiteDetails, tree: "Tree") -> Iterable[SiteLink]:
    agency = record.parent_short_name or record.parent_name
    given = {each.block_type: each.value for each in record.required_links}
    for kind, label in REQUIRED_LINKS.items():
        words = f"{label} {agency}".strip() if kind == "about" else str(label)
        if value := given.get(kind):
            yield from tree.link({**value, "label": words})
    for each in record.required_links:
        if each.block_type == "other":
            yield from tree.link(each.value)


def menu_of(record: SiteDetails, tree: "Tree") -> list[SiteLink]:
    if not record.menu:
        return tree.links_to(MENU)
    return [link for each in record.menu for link in tree.link(each.value)]


def footer_of(record: SiteDetails, tree: "Tree") -> Iterable[LinkGroup]:
    if record.footer:
        groups = [
            (
                each.value["title"],
                [x for e in each.value["entries"] for x in tree.link(e)],
            )
            for each in record.footer
        ]
    else:
        groups = [(str(title), tree.links_to(found)) for title, found in FOOTER]
    # A group whose pages are all hidden has nothing to show.
    return (LinkGroup(title, tuple(links)) for title, links in groups if links)


class Tree:
    """The pages that the details lead to, loaded together."""

    def __init__(self, record: SiteDetails) -> None:
        roots = Site.get_site_root_paths()
        self.root = roots[0].root_path.rstrip("/") if roots else ""
        built_in_paths = [] if record.menu and record.footer else fixed_paths()
        wanted = Q(url_path__in=[self.root + path for path in built_in_paths])
        pages = Page.objects.filter(wanted | Q(pk__in=keys_in(record)))
        self.pages = {page.pk: page for page in pages if is_shown(page)}
        self.at = {
            page.url_path.removeprefix(self.root): page for page in self.pages.values()
        }

    def link(self, value: Any) -> list[SiteLink]:
        """Return the link of an entry; none if readers cannot see its page."""
        if value["address"]:
            return [SiteLink(value.get("label") or "", value["address"])]
        chosen = value["page"]
        page = self.pages.get(chosen.pk) if chosen else None
        return [self.link_to(page, value.get("label"))] if page else []

    def link_to(self, page: Page, label: str | None = "") -> SiteLink:
        return SiteLink(label or page.title, page.url_path.removeprefix(self.root))

    def links_to(self, found: Iterable[tuple[str, Any]]) -> list[SiteLink]:
        """Return the links that the site began with, in the words of their pages."""
        links = []
        for path, label in found:
            if path == SEARCH:
                links.append(SiteLink(str(label), path))
            elif page := self.at.get(path):
                links.append(self.link_to(page))
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
        short = {
            page.url_path.removeprefix(self.root)
            for page in sections
            if number[page.path] < FEWEST
        }
        return tuple(link for link in menu if link.url not in short)


def fixed_paths() -> list[str]:
    groups = [MENU, *(found for _title, found in FOOTER)]
    return [path for found in groups for path, _label in found]


def keys_in(record: SiteDetails) -> set[int]:
    """Return the primary keys of all pages that the record names."""
    groups = [each.value["entries"] for each in record.footer]
    entries = [
        *(each.value for each in record.menu),
        *(each.value for each in record.required_links),
        *(entry for entries in groups for entry in entries),
    ]
    return {entry["page"].pk for entry in entries if entry["page"]}


def numbers_below(sections: list[Page]) -> Counter[str]:
    """Return how many pages each section lists, by its path in the tree."""
    below = Q(pk__in=[])
    for section in sections:
        below |= Q(path__startswith=section.path, depth=section.depth + 1)
    pages = Page.objects.filter(below) if sections else []
    return Counter(page.path[: -Page.steplen] for page in pages if is_shown(page))
