"""All sources of entries."""

from search.entries.directory import DirectoryEntries
from search.entries.downloads import Downloads
from search.entries.entry import EntryKind
from search.entries.entry_source import EntrySource
from search.entries.figures import Figures
from search.entries.milestones import Milestones
from search.entries.pages import PageEntries
from search.entries.sources import Differences, RegisteredSources

SOURCES: tuple[type[EntrySource], ...] = (
    Figures,
    PageEntries,
    DirectoryEntries,
    RegisteredSources,
    Differences,
    Milestones,
    Downloads,
)
SOURCE_OF: dict[EntryKind, type[EntrySource]] = {
    kind: source for source in SOURCES for kind in source.kinds
}
