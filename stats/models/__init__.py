"""Programmes, statistics, their observations, and the record page."""

from stats.models.observation import ChangeKind, Observation, ObservationQuerySet
from stats.models.programme import Programme
from stats.models.record import RecordPage
from stats.models.statistic import Statistic, StatisticQuerySet

__all__ = [
    "ChangeKind",
    "Observation",
    "ObservationQuerySet",
    "Programme",
    "RecordPage",
    "Statistic",
    "StatisticQuerySet",
]
