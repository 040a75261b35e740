"""Jurisdictions, task forces, offices, contacts, the directory; and lists sent in."""

from regions.models.channel import ChannelAudience, ChannelKind, ContactChannel
from regions.models.coverage import Certainty
from regions.models.import_batch import BatchState, ImportBatch, ListKind
from regions.models.jurisdiction import Jurisdiction, JurisdictionQuerySet
from regions.models.line import NationalLine
from regions.models.office import Office, OfficeCoverage
from regions.models.region import Region, RegionCoverage
from regions.models.verifiable import Trust
from regions.page import DirectoryPage

__all__ = [
    "BatchState",
    "Certainty",
    "ChannelAudience",
    "ChannelKind",
    "ContactChannel",
    "DirectoryPage",
    "ImportBatch",
    "Jurisdiction",
    "JurisdictionQuerySet",
    "ListKind",
    "NationalLine",
    "Office",
    "OfficeCoverage",
    "Region",
    "RegionCoverage",
    "Trust",
]
