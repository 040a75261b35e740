"""Home, threats, help and standard pages, and the memory of the seed command."""

from pages.models.help import HelpPage
from pages.models.home import HomePage
from pages.models.seed_entry import SeedEntry
from pages.models.standard import StandardPage
from pages.models.threat import ThreatIndexPage, ThreatPage

__all__ = [
    "HelpPage",
    "HomePage",
    "SeedEntry",
    "StandardPage",
    "ThreatIndexPage",
    "ThreatPage",
]
