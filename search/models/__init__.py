"""What editors teach the search."""

from search.models.best_answer import SearchBestAnswer, entry_keys
from search.models.distress_words import DistressWords
from search.models.meaning import SearchMeaning
from search.models.steered import SpokenLanguage, Steered

__all__ = [
    "DistressWords",
    "SearchBestAnswer",
    "SearchMeaning",
    "SpokenLanguage",
    "Steered",
    "entry_keys",
]
