"""Home, threats, help and standard pages; data of the seed and the link check."""

from pages.models.broken_link import BrokenLink, LinkCheck
from pages.models.help import HelpPage
from pages.models.home import HomePage
from pages.models.seed_entry import SeedEntry
from pages.models.standard import StandardPage
from pages.models.threat import ThreatIndexPage, ThreatPage

__all__ = [
    "BrokenLink",
    "HelpPage",
    "HomePage",
    "LinkCheck",
    "SeedEntry",
    "StandardPage",
    "ThreatIndexPage",
    "ThreatPage",
]
