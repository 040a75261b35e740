"""Jurisdictions, task forces, offices, contacts, the directory."""

from regions.models.channel import ChannelAudience, ChannelKind, ContactChannel
from regions.models.coverage import Certainty
from regions.models.jurisdiction import Jurisdiction, JurisdictionQuerySet
from regions.models.line import NationalLine
from regions.models.office import Office, OfficeCoverage
from regions.models.region import Region, RegionCoverage
from regions.models.verifiable import Trust
from regions.page import DirectoryPage

__all__ = [
    "Certainty",
    "ChannelAudience",
    "ChannelKind",
    "ContactChannel",
    "DirectoryPage",
    "Jurisdiction",
    "JurisdictionQuerySet",
    "NationalLine",
    "Office",
    "OfficeCoverage",
    "Region",
    "RegionCoverage",
    "Trust",
]
