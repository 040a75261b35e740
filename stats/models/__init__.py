"""Programs, statistics and their observations."""

from stats.models.observation import Observation, ObservationQuerySet
from stats.models.program import Program
from stats.models.reported_value import ChangeKind
from stats.models.statistic import Section, Statistic, StatisticQuerySet

__all__ = [
    "ChangeKind",
    "Observation",
    "ObservationQuerySet",
    "Program",
    "Section",
    "Statistic",
    "StatisticQuerySet",
]
