"""Each kind of thing that can be found is known wherever kinds are told apart."""

from search.entries.entry import EntryKind
from search.entries.everything import SOURCE_OF
from search.kinds import KINDS
from search.matching.ranking import WORTH_OF_KIND


def test_every_kind_has_a_word_a_worth_and_somebody_who_lists_it():
    for known in (KINDS, WORTH_OF_KIND, SOURCE_OF):
        assert set(EntryKind) - set(known) == set()
