"""Programmes, statistics and their observations."""

from stats.models.observation import ChangeKind, Observation, ObservationQuerySet
from stats.models.programme import Programme
from stats.models.statistic import Section, Statistic, StatisticQuerySet

__all__ = [
    "ChangeKind",
    "Observation",
    "ObservationQuerySet",
    "Programme",
    "Section",
    "Statistic",
    "StatisticQuerySet",
]
