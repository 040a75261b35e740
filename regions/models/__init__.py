"""Jurisdictions, task forces, offices, contacts and national lines."""

from regions.models.channel import ChannelAudience, ChannelKind, ContactChannel
from regions.models.coverage import Certainty, Coverage
from regions.models.jurisdiction import Jurisdiction
from regions.models.line import Audience, NationalLine
from regions.models.office import Office, OfficeCoverage
from regions.models.region import Region, RegionCoverage, RegionStatus, RegionType
from regions.models.verifiable import Trust, Verifiable

__all__ = [
    "Audience",
    "Certainty",
    "ChannelAudience",
    "ChannelKind",
    "ContactChannel",
    "Coverage",
    "Jurisdiction",
    "NationalLine",
    "Office",
    "OfficeCoverage",
    "Region",
    "RegionCoverage",
    "RegionStatus",
    "RegionType",
    "Trust",
    "Verifiable",
]
