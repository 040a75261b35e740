"""Jurisdictions, documented task forces, national lines, and the directory page."""

from regions.models.directory import DirectoryPage
from regions.models.jurisdiction import Jurisdiction, JurisdictionQuerySet
from regions.models.line import NationalLine
from regions.models.region import Region, RegionCoverage

__all__ = [
    "DirectoryPage",
    "Jurisdiction",
    "JurisdictionQuerySet",
    "NationalLine",
    "Region",
    "RegionCoverage",
]
