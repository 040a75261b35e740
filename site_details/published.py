"""What pages show of the site details, ready to be printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from regions.models.dialing import tel


@dataclass(frozen=True)
class SiteLink:
    label: str
    url: str


@dataclass(frozen=True)
class LinkGroup:
    title: str
    links: tuple[SiteLink, ...]


@dataclass(frozen=True)
class SiteContact:
    """`label`: what it is for."""

    kind: str
    label: str
    name: str
    phone: str
    email: str
    url: str

    @property
    def call_link(self) -> str:
        return tel(self.phone)


@dataclass(frozen=True)
class Published:
    """The details as readers see them. What is not filled in is empty."""

    name: str
    menu: tuple[SiteLink, ...]
    footer: tuple[LinkGroup, ...]
    parent_name: str = ""
    parent_short_name: str = ""
    parent_url: str = ""
    contacts: tuple[SiteContact, ...] = ()
    required_links: tuple[SiteLink, ...] = ()
    accounts: tuple[SiteLink, ...] = ()

    @property
    def name_in_lines(self) -> list[str]:
        """Return the name in two lines of about the same length."""
        words = self.name.split()
        halves = [
            (" ".join(words[:place]), " ".join(words[place:]))
            for place in range(1, len(words))
        ]
        if not halves:
            return [self.name]
        return list(min(halves, key=lambda lines: max(map(len, lines))))

    @property
    def general(self) -> SiteContact | None:
        return next(self.contacts_for("general"), None)

    def contacts_for(self, kind: str) -> Iterator[SiteContact]:
        """Return the contact of a kind; every contact if none is named."""
        return (each for each in self.contacts if kind in ("", each.kind))
