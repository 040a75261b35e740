"""The index on the disk of one machine: written by one process, read by all."""

from search.index.following import followed
from search.index.reading import IndexSearcher

__all__ = ["IndexSearcher", "searcher"]


def searcher() -> IndexSearcher | None:
    """
    Return the index as it shows the content now, or as far as it has come.

    None if there is none yet, or if `SEARCH_INDEX` is not set. Nothing is raised: the
    database may be away, the disk full.
    """
    index = followed()
    return index.searcher() if index else None
